package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.OffsetRanges;
import java.util.Arrays;

/** Which records have had their effect at least once, by partition. */
public final class Effects implements Fingerprinted {
    private OffsetRanges[] done;
    private long distinct;

    /** @param partitions how many partitions there are now; effects on later ones are welcome */
    public Effects(int partitions) {
        done = new OffsetRanges[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            done[partition] = new OffsetRanges();
        }
    }

    private void growTo(int partitions) {
        int before = done.length;
        done = Arrays.copyOf(done, Math.max(partitions, 2 * before));
        for (int partition = before; partition < done.length; partition++) {
            done[partition] = new OffsetRanges();
        }
    }

    /** Notes the effects of a range of records. */
    public void add(int partition, long from, long to) {
        if (partition >= done.length) {
            growTo(partition + 1);
        }
        distinct += done[partition].add(from, to);
    }

    public boolean has(int partition, long offset) {
        return partition < done.length && done[partition].contains(offset);
    }

    /** How many different records have had their effect. */
    public long distinct() {
        return distinct;
    }

    /** The first offset at or above this one without an effect. */
    public long firstMissing(int partition, long offset) {
        return partition < done.length ? done[partition].firstMissing(offset) : offset;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(distinct);
        for (OffsetRanges ranges : done) {
            fingerprint.add(ranges.ranges());
            for (int i = 0; i < ranges.ranges(); i++) {
                fingerprint.add(ranges.from(i)).add(ranges.to(i));
            }
        }
    }
}
