package io.offsetlab.byo;

/**
 * The process that the calling code belongs to is gone, as by kill -9. It comes out of the call that is going on and of every later
 * one, so that the code ends. A process that is gone does nothing any more: code that catches this changes nothing by it.
 */
public final class ProcessKilled extends Error {
    private static final long serialVersionUID = 1L;

    ProcessKilled(String sentence) {
        super(sentence, null, false, false);
    }
}
