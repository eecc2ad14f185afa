package io.offsetlab.network;

/**
 * How long a message takes in one direction: {@code baseMicros} and up to {@code jitterMicros} more, drawn for each message.
 */
public record Latency(long baseMicros, long jitterMicros) {
    public Latency {
        if (baseMicros < 1 || jitterMicros < 0) {
            throw new IllegalArgumentException("baseMicros must be at least 1 and jitterMicros at least 0, but were "
                    + baseMicros + " and " + jitterMicros);
        }
    }
}
