/** Poll loops as people write them, over Kafka's own interface. They know nothing of the simulation but what a member offers. */
package io.offsetlab.byo.loops;
