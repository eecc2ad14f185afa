package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Outcome;

/** The sink as one life of a process uses it. What is told of by facts is up to its user. */
public interface Sink extends Fingerprinted {

    /** A record is about to be processed; false if the sink knows that it needs no effect, so that nothing is to be done. */
    boolean begin(int partition, long offset);

    /** The effect of a record is handed over: DONE, ACCEPTED, or REFUSED if it is there already. */
    Outcome take(int partition, long offset);

    /** Makes durable what was accepted. */
    default void flush() {}

    /** The offset that is asked for, or the first below it of a record that was accepted here and is not durable yet. */
    default long durableUpTo(int partition, long offset) {
        return offset;
    }

    /** Whether nothing waits to become durable or to be noted. */
    default boolean isSettled() {
        return true;
    }
}
