package io.offsetlab.group;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer.Stored;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The stored offset of each partition and when it was stored. Any value is stored: the last writer wins (S1.18). */
final class CommittedOffsets implements Fingerprinted {
    static final long NONE = -1;

    private long[] offsets;
    private long[] storedAt;
    /** What commits said beside offsets; null as long as no commit did. */
    private @Nullable Stored @Nullable [] told;

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

    /** All that is stored of a partition, or null. */
    @Nullable
    Stored stored(int partition) {
        long offset = get(partition);
        if (offset == NONE) {
            return null;
        }
        Stored kept = told(partition);
        return kept == null ? new Stored(offset, -1, "") : kept;
    }

    /** What the stored offset came with, or null if it came alone. */
    @Nullable
    Stored told(int partition) {
        return told != null && partition < told.length ? told[partition] : null;
    }

    /** Stores an offset with metadata and leader epoch; null stands for none. */
    long put(int partition, long offset, long at, @Nullable Stored with) {
        long old = put(partition, offset, at);
        if (with != null || told(partition) != null) {
            @Nullable Stored[] all = told == null ? new @Nullable Stored[offsets.length] : told;
            all = all.length < offsets.length ? Arrays.copyOf(all, offsets.length) : all;
            all[partition] = with;
            told = all;
        }
        return old;
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

    /** Stores an offset alone, or with {@link #NONE} removes it, and returns what was there before. */
    private long put(int partition, long offset, long at) {
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
                Stored with = told(partition);
                fingerprint.add(with == null ? -1 : with.leaderEpoch()).addText(with == null ? "" : with.metadata());
            }
        }
    }
}
