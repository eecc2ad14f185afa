package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/**
 * The leader epochs that belong to positions: of the record read last, and of the leader that the position was checked against.
 * Empty as long as the logs know of no epochs.
 */
final class Epochs implements Fingerprinted {
    private static final int NONE = -1;

    private int[] ofPositions = {};
    private int[] ofLeaders = {};

    boolean areKnown() {
        return ofPositions.length > 0;
    }

    /** The epoch that belongs to a position, or -1. */
    int of(int partition) {
        return partition < ofPositions.length ? ofPositions[partition] : NONE;
    }

    /** The epochs that belong to the positions of these partitions. */
    int[] of(int[] partitions) {
        int[] known = new int[partitions.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = of(partitions[i]);
        }
        return known;
    }

    int leaderOf(int partition) {
        return partition < ofLeaders.length ? ofLeaders[partition] : NONE;
    }

    void put(int partition, int epoch, int leaderEpoch) {
        if (partition >= ofPositions.length) {
            int before = ofPositions.length;
            ofPositions = Arrays.copyOf(ofPositions, Math.max(partition + 1, 2 * before));
            ofLeaders = Arrays.copyOf(ofLeaders, ofPositions.length);
            Arrays.fill(ofPositions, before, ofPositions.length, NONE);
            Arrays.fill(ofLeaders, before, ofPositions.length, NONE);
        }
        ofPositions[partition] = epoch;
        ofLeaders[partition] = leaderEpoch;
    }

    /** The position says nothing of an epoch. */
    void forget(int partition) {
        if (partition < ofPositions.length) {
            ofPositions[partition] = NONE;
            ofLeaders[partition] = NONE;
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int i = 0; i < ofPositions.length; i++) {
            fingerprint.add(ofPositions[i]).add(ofLeaders[i]);
        }
    }
}
