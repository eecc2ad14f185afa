package io.offsetlab.metric;

import io.offsetlab.trace.EvictionCause;
import java.util.Arrays;

/** Who owns what in the latest generation or epochs, and whose session has timed out since it joined. */
final class OwnersNow {
    private static final int NOBODY = -1;

    private final int[] owners;
    private final boolean[] timedOut;

    OwnersNow(int members, int partitions) {
        owners = new int[partitions];
        Arrays.fill(owners, NOBODY);
        timedOut = new boolean[members];
    }

    void joined(int member) {
        timedOut[member] = false;
    }

    void evicted(int member, EvictionCause cause) {
        timedOut[member] |= cause == EvictionCause.SESSION_TIMEOUT;
    }

    void formed(int[] members, int[][] partitions) {
        Arrays.fill(owners, NOBODY);
        for (int i = 0; i < members.length; i++) {
            for (int partition : partitions[i]) {
                owners[partition] = members[i];
            }
        }
    }

    /** From now on the member may own these, and no others (consumer protocol). */
    void stands(int member, int[] partitions) {
        for (int partition = 0; partition < owners.length; partition++) {
            if (owners[partition] == member) {
                owners[partition] = NOBODY;
            }
        }
        for (int partition : partitions) {
            owners[partition] = member;
        }
    }

    /** Whether somebody else owns the partition, because this member was silent for too long. */
    boolean isZombie(int member, int partition) {
        return timedOut[member] && owners[partition] != NOBODY && owners[partition] != member;
    }
}
