package io.offsetlab.log;

/**
 * When the records of a partition come into being: {@code preloaded} of them before the run, then one after another. Each
 * is due at its multiple of the interval and late by a draw of its own, so that the log end at any time is computed, not
 * scheduled.
 *
 * @param preloaded records that are there at time 0
 * @param total records in all; at least {@code preloaded}
 * @param intervalMicros time between two later records before lateness, at least 1 if there are later ones
 * @param jitterMicros how late a record is at most, less than {@code intervalMicros}
 * @param startMicros when the interval of the first later record begins
 */
public record Arrivals(long preloaded, long total, long intervalMicros, long jitterMicros, long startMicros) {
    public Arrivals {
        if (preloaded < 0 || total < preloaded) {
            throw new IllegalArgumentException(
                    "preloaded must lie between 0 and total, but was " + preloaded + " of " + total);
        }
        if (total > preloaded && intervalMicros < 1) {
            throw new IllegalArgumentException("intervalMicros must be at least 1, but was " + intervalMicros);
        }
        if (jitterMicros < 0 || (jitterMicros > 0 && jitterMicros >= intervalMicros)) {
            throw new IllegalArgumentException(
                    "jitterMicros must be at least 0 and less than intervalMicros, but was " + jitterMicros);
        }
        if (startMicros < 0) {
            throw new IllegalArgumentException("startMicros must not be negative, but was " + startMicros);
        }
    }

    /** All records are there from the beginning. */
    public static Arrivals burst(long records) {
        return new Arrivals(records, records, 0, 0, 0);
    }

    /** The records come at a steady rate from time 0 on. */
    public static Arrivals rate(long records, long intervalMicros, long jitterMicros) {
        return new Arrivals(0, records, intervalMicros, jitterMicros, 0);
    }
}
