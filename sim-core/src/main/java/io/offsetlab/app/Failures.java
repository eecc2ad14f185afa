package io.offsetlab.app;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;

/** How often in a row the record that failed last of each partition has failed in this life. */
final class Failures implements Fingerprinted {
    private final long[] offsets;
    private final int[] counts;

    Failures(int partitions) {
        offsets = new long[partitions];
        counts = new int[partitions];
        Arrays.fill(offsets, -1);
    }

    /** A record has failed; returns how often by now. */
    int count(int partition, long offset) {
        counts[partition] = offsets[partition] == offset ? counts[partition] + 1 : 1;
        offsets[partition] = offset;
        return counts[partition];
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int partition = 0; partition < offsets.length; partition++) {
            fingerprint.add(offsets[partition]).add(counts[partition]);
        }
    }
}
