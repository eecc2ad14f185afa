package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/**
 * The order in which the blocks of one answer are held: that of the assigned partitions, those that yielded records latest at the
 * end, as in Kafka's PartitionStates.
 */
final class FetchOrder implements Fingerprinted {
    private final Positions positions;
    private int[] rotation = new int[0];

    FetchOrder(Positions positions) {
        this.positions = positions;
    }

    void moveToEnd(int partition) {
        int[] order = partitions();
        int at = 0;
        while (at < order.length && order[at] != partition) {
            at++;
        }
        if (at < order.length) {
            System.arraycopy(order, at + 1, order, at, order.length - at - 1);
            order[order.length - 1] = partition;
        }
    }

    /** The assigned partitions in their order; not a copy. */
    int[] partitions() {
        int[] assigned = positions.assigned();
        if (rotation.length != assigned.length || !containsAll(assigned)) {
            rotation = positions.inOrder().clone();
        }
        return rotation;
    }

    private boolean containsAll(int[] assigned) {
        for (int partition : rotation) {
            if (Arrays.binarySearch(assigned, partition) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int partition : rotation) {
            fingerprint.add(partition);
        }
    }
}
