package io.offsetlab.sink;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.trace.OffsetRanges;

/** Which records have had their effect at least once, by partition. */
public final class Effects implements Fingerprinted {
    private final OffsetRanges[] done;
    private long distinct;

    public Effects(int partitions) {
        done = new OffsetRanges[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            done[partition] = new OffsetRanges();
        }
    }

    /** Notes the effects of a range of records. */
    public void add(int partition, long from, long to) {
        distinct += done[partition].add(from, to);
    }

    public boolean has(int partition, long offset) {
        return done[partition].contains(offset);
    }

    /** How many different records have had their effect. */
    public long distinct() {
        return distinct;
    }

    /** The first offset at or above this one without an effect. */
    public long firstMissing(int partition, long offset) {
        return done[partition].firstMissing(offset);
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
