package io.offsetlab.app;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import java.util.Arrays;

/** What a loop remembers of each partition: how far it has processed, and up to where it believes that to be committed. */
final class Progress implements Fingerprinted {
    private static final long NOTHING = -1;

    private final long[] processed;
    private final long[] committed;

    Progress(int partitions) {
        processed = new long[partitions];
        committed = new long[partitions];
        Arrays.fill(processed, NOTHING);
        Arrays.fill(committed, NOTHING);
    }

    void processedUpTo(int partition, long offset) {
        processed[partition] = offset;
    }

    /** As {@link #processedUpTo}, possibly back; what is behind a commit is committed again then. */
    void movedTo(int partition, long offset) {
        if (offset < committed[partition]) {
            committed[partition] = NOTHING;
        }
        processedUpTo(partition, offset);
    }

    /** Whether something was processed that is not believed to be committed. */
    boolean hasUncommitted() {
        for (int partition = 0; partition < processed.length; partition++) {
            if (processed[partition] > committed[partition]) {
                return true;
            }
        }
        return false;
    }

    /** The offsets behind what was processed, of the partitions where that is not believed to be committed. */
    Offsets uncommitted() {
        int count = 0;
        for (int partition = 0; partition < processed.length; partition++) {
            count += processed[partition] > committed[partition] ? 1 : 0;
        }
        return select(count, false);
    }

    /** The offsets behind what was processed, of all partitions that are remembered. */
    Offsets all() {
        int count = 0;
        for (long offset : processed) {
            count += offset == NOTHING ? 0 : 1;
        }
        return select(count, true);
    }

    private Offsets select(int count, boolean all) {
        int[] partitions = new int[count];
        long[] offsets = new long[count];
        int i = 0;
        for (int partition = 0; partition < processed.length && i < count; partition++) {
            if (all ? processed[partition] != NOTHING : processed[partition] > committed[partition]) {
                partitions[i] = partition;
                offsets[i++] = processed[partition];
            }
        }
        return Offsets.of(partitions, offsets);
    }

    /** A commit of these offsets was stored, or sent without waiting. */
    void believeCommitted(Offsets offsets) {
        for (int i = 0; i < offsets.size(); i++) {
            committed[offsets.partition(i)] = offsets.offset(i);
        }
    }

    /** A commit without arguments was stored, or sent without waiting. */
    void believeAllCommitted() {
        System.arraycopy(processed, 0, committed, 0, processed.length);
    }

    /** A commit failed: what it carried has to be committed again. */
    void doubt(Offsets offsets) {
        for (int i = 0; i < offsets.size(); i++) {
            committed[offsets.partition(i)] = NOTHING;
        }
    }

    void forget(int[] partitions) {
        for (int partition : partitions) {
            processed[partition] = NOTHING;
            committed[partition] = NOTHING;
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int partition = 0; partition < processed.length; partition++) {
            fingerprint.add(processed[partition]).add(committed[partition]);
        }
    }
}
