/** Virtual time, one total order of events, keyed chance and fingerprints. This package has never heard of Kafka. */
@NullMarked
package io.offsetlab.engine;

import org.jspecify.annotations.NullMarked;
