/** Runs recorded step lists on the simulation and compares what comes out with what a real Kafka answered. */
@NullMarked
package io.offsetlab.byo.conformance;

import org.jspecify.annotations.NullMarked;
