package io.offsetlab.byo;

import io.offsetlab.app.Handling;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** When a process starts again whose code has ended with an exception. */
final class Restarts {
    /** As a policy's process, which starts again whatever the client of that protocol throws. */
    private static final long REFUSED_MICROS = 5_000_000;

    private Restarts() {}

    /**
     * Microseconds from the end of the code on, or {@link Handling#NEVER}; null stands for code that returned.
     *
     * @param newProtocol whether the consumer speaks the protocol of KIP-848
     */
    static long microsAfter(@Nullable Throwable thrown, Handling application, boolean newProtocol) {
        if (ProcessingFailed.isCauseOf(thrown)) {
            return application.restartMicros();
        }
        // the group refuses it, for example as long as the session of a former life lasts (S5.15): no fault of the code
        boolean refused = newProtocol && thrown instanceof KafkaException;
        return refused ? REFUSED_MICROS : Handling.NEVER;
    }
}
