package io.offsetlab.protocol;

/** Virtual time as Kafka's clients and records see it: milliseconds since 1970. The run begins with the year 2026. */
public final class WallClock {
    /** Virtual time 0 in milliseconds since 1970: 2026-01-01T00:00:00Z. */
    public static final long START_MILLIS = 1_767_225_600_000L;

    private WallClock() {}

    /** A virtual time in microseconds as milliseconds since 1970. */
    public static long millis(long virtualMicros) {
        return START_MILLIS + virtualMicros / 1000;
    }
}
