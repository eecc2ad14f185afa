package io.offsetlab.app;

/**
 * How long the application works on a record: {@code baseMicros} and up to {@code jitterMicros} more, drawn by partition and
 * offset, the same in every delivery and under every policy.
 */
public record Processing(long baseMicros, long jitterMicros) {
    public Processing {
        if (baseMicros < 1 || jitterMicros < 0) {
            throw new IllegalArgumentException("baseMicros must be at least 1 and jitterMicros at least 0, but were "
                    + baseMicros + " and " + jitterMicros);
        }
    }
}
