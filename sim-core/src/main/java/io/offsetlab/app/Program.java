package io.offsetlab.app;

import io.offsetlab.engine.Fingerprinted;

/**
 * The code of one life of a process. It is resumed by events of its own only, never from inside an event of the client, and uses
 * the client by calls and upcalls.
 */
public interface Program extends Fingerprinted {

    /** The process has started. */
    void start();

    /** The innermost call of the client has news. */
    void resume();

    /** A poll was over in vain; returns whether the program goes on by itself, so that {@link #resume} need not be called. */
    default boolean polledInVain() {
        return false;
    }

    /** The process is asked to end by itself. */
    void stop();

    /** The process is gone: nothing of the program may happen any more. */
    default void killed() {}

    /** Whether nothing is left to do but to poll. */
    boolean isIdle();

    /** What the application is working on, as far as it does so without an event for each record. */
    Worker worker();

    /** The process stands still for so long from now on. */
    default void standStill(long micros) {
        if (worker().isBusy()) {
            worker().delay(micros);
        }
    }

    /** The record in hand, or else the next one, takes longer by so much. */
    default void slowDown(long micros) {
        worker().delay(micros);
    }
}
