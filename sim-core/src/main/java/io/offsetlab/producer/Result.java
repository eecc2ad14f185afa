package io.offsetlab.producer;

import org.jspecify.annotations.Nullable;

/** How something that a producer was asked for ends; who waits for it may give up earlier (TransactionalRequestResult). */
final class Result {
    private boolean done;
    private boolean seen;
    private @Nullable RuntimeException exception;

    void succeed() {
        done = true;
    }

    void fail(RuntimeException thrown) {
        if (!done) {
            done = true;
            exception = thrown;
        }
    }

    boolean isDone() {
        return done;
    }

    /** Whether the application has learned how it ended. */
    boolean isSeen() {
        return seen;
    }

    void see() {
        seen = true;
    }

    @Nullable
    RuntimeException exception() {
        return exception;
    }
}
