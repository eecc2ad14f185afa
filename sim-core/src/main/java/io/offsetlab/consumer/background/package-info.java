/** The membership by the consumer protocol (KIP-848): AsyncKafkaConsumer with its background thread. */
@NullMarked
package io.offsetlab.consumer.background;

import org.jspecify.annotations.NullMarked;
