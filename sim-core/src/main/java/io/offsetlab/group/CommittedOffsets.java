package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/** The stored offset of each partition and when it was stored. Any value is stored: the last writer wins (S1.18). */
final class CommittedOffsets implements Fingerprinted {
    static final long NONE = -1;

    private long[] offsets;
    private long[] storedAt;
    private int count;

    CommittedOffsets(int partitionCount) {
        offsets = new long[partitionCount];
        storedAt = new long[partitionCount];
        Arrays.fill(offsets, NONE);
    }

    /** The stored offset, or {@link #NONE}. */
    long get(int partition) {
        return partition >= 0 && partition < offsets.length ? offsets[partition] : NONE;
    }

    /** When the partition's offset was stored; without meaning if none is. */
    long storedAt(int partition) {
        return partition < storedAt.length ? storedAt[partition] : 0;
    }

    /** How many partition numbers can have an offset. */
    int capacity() {
        return offsets.length;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Stores an offset, or with {@link #NONE} removes it, and returns what was there before. */
    long put(int partition, long offset, long at) {
        if (partition >= offsets.length) {
            grow(partition + 1);
        }
        long old = offsets[partition];
        offsets[partition] = offset;
        storedAt[partition] = at;
        if ((old == NONE) != (offset == NONE)) {
            count += offset == NONE ? -1 : 1;
        }
        return old;
    }

    private void grow(int atLeast) {
        int before = offsets.length;
        offsets = Arrays.copyOf(offsets, Math.max(atLeast, before * 2));
        storedAt = Arrays.copyOf(storedAt, offsets.length);
        Arrays.fill(offsets, before, offsets.length, NONE);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(count);
        for (int partition = 0; partition < offsets.length; partition++) {
            if (offsets[partition] != NONE) {
                fingerprint.add(partition).add(offsets[partition]).addTime(storedAt[partition]);
            }
        }
    }
}
