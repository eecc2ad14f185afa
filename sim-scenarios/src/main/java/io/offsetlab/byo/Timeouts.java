package io.offsetlab.byo;

import java.time.Duration;

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
}
