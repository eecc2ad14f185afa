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

    /** The process is asked to end by itself. */
    void stop();

    /** The process is gone: nothing of the program may happen any more. */
    default void killed() {}

    /** Whether nothing is left to do but to poll. */
    boolean isIdle();

    /** What the application is working on. */
    Worker worker();
}
