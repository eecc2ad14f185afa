package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/**
 * A store that takes the effect of a record and the offset behind it in one write. A fenced one refuses a write that does not start
 * where the stored offset stands: a stale writer changes nothing. An unfenced one takes any writer's.
 */
public final class ExternalStore implements Fingerprinted {
    private long[] stored;
    private final boolean fenced;

    /** A fenced store; as {@link #ExternalStore(int, boolean)}. */
    public ExternalStore(int partitions) {
        this(partitions, true);
    }

    /**
     * @param partitions how many partitions there are now; writes of later ones are welcome
     * @param fenced whether it refuses stale writers
     */
    public ExternalStore(int partitions, boolean fenced) {
        this.fenced = fenced;
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
        if (fenced && start != offset(partition)) {
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
