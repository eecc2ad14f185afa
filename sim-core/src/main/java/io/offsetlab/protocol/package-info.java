/** What goes over the wire, in Kafka's own words: requests, answers, the connection that carries them; and what a policy promises. */
@NullMarked
package io.offsetlab.protocol;

import org.jspecify.annotations.NullMarked;
