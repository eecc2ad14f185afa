package io.offsetlab.byo;

import io.offsetlab.app.Handling;
import org.apache.kafka.common.errors.UnreleasedInstanceIdException;
import org.jspecify.annotations.Nullable;

/** When a process starts again whose code has ended with an exception. */
final class Restarts {
    /** As a policy's process that its group refused. */
    private static final long REFUSED_MICROS = 5_000_000;

    private Restarts() {}

    /** Microseconds from the end of the code on, or {@link Handling#NEVER}; null stands for code that returned. */
    static long microsAfter(@Nullable Throwable thrown, Handling application) {
        if (ProcessingFailed.isCauseOf(thrown)) {
            return application.restartMicros();
        }
        // refused for as long as the session of its former life lasts (S5.15), which is no fault of the code
        return thrown instanceof UnreleasedInstanceIdException ? REFUSED_MICROS : Handling.NEVER;
    }
}
