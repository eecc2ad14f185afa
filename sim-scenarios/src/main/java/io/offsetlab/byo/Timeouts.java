package io.offsetlab.byo;

import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;

/** Time-outs as Kafka takes them: in milliseconds, and never negative. */
final class Timeouts {
    private Timeouts() {}

    /** @throws IllegalArgumentException if the time-out is negative, as Kafka's Timer throws it */
    static long micros(Duration timeout) {
        long millis = timeout.toMillis();
        if (millis < 0) {
            throw new IllegalArgumentException("Invalid negative timeout " + millis);
        }
        return VirtualTime.micros(millis);
    }

    /** As Kafka's network client, which every waiting call comes to. */
    static void throwIfInterrupted() {
        if (Thread.interrupted()) {
            throw new InterruptException(new InterruptedException());
        }
    }
}
