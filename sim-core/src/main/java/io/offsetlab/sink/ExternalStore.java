package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/**
 * A store that takes the effect of a record and the offset behind it in one write, and refuses a write that does not start where
 * the stored offset stands. A stale writer changes nothing.
 */
public final class ExternalStore implements Fingerprinted {
    private long[] stored;

    /** @param partitions how many partitions there are now; writes of later ones are welcome */
    public ExternalStore(int partitions) {
        stored = new long[partitions];
    }

    /** The offset that the next write of a partition has to start at; 0 before the first. */
    public long offset(int partition) {
        return partition < stored.length ? stored[partition] : 0;
    }

    /**
     * Writes the effects of records one after another.
     *
     * @param start where the writer believes the partition stands
     * @param end the offset behind the last record
     * @return whether the writes were taken
     */
    public boolean write(int partition, long start, long end) {
        if (start != offset(partition)) {
            return false;
        }
        if (partition >= stored.length) {
            stored = Arrays.copyOf(stored, Math.max(partition + 1, 2 * stored.length));
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
