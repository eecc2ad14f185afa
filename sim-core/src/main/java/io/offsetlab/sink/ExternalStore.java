package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/**
 * A store that takes the effect of a record and the offset behind it in one write, and refuses a write that does not start where
 * the stored offset stands. A stale writer changes nothing.
 */
public final class ExternalStore implements Fingerprinted {
    private final long[] stored;

    public ExternalStore(int partitions) {
        stored = new long[partitions];
    }

    /** The offset that the next write of a partition has to start at; 0 before the first. */
    public long offset(int partition) {
        return stored[partition];
    }

    /**
     * Writes the effects of records one after another.
     *
     * @param start where the writer believes the partition stands
     * @param end the offset behind the last record
     * @return whether the writes were taken
     */
    public boolean write(int partition, long start, long end) {
        if (start != stored[partition]) {
            return false;
        }
        stored[partition] = end;
        return true;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (long offset : stored) {
            fingerprint.add(offset);
        }
    }
}
