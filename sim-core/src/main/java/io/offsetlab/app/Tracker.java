package io.offsetlab.app;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.trace.OffsetRanges;
import java.util.Arrays;

/**
 * What a loop knows of the records that it was given, by partition: which are not finished, and which offset a commit is to carry
 * therefore. What is finished is a set, not a number: workers finish in any order, and offsets have gaps.
 */
final class Tracker implements Fingerprinted {
    private static final long NOTHING = -1;

    private final Which which;
    private final Progress progress;
    private final OffsetRanges[] open;
    private final long[] begin;
    private final long[] end;
    private final long[] highest;
    private final int[] epochs;

    Tracker(Which which, Progress progress, int partitions) {
        this.which = which;
        this.progress = progress;
        open = new OffsetRanges[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            open[partition] = new OffsetRanges();
        }
        begin = new long[partitions];
        end = new long[partitions];
        highest = new long[partitions];
        epochs = new int[partitions];
        Arrays.fill(begin, NOTHING);
        Arrays.fill(highest, NOTHING);
    }

    /** Tells records that were polled before a partition was forgotten or sought back from those polled since. */
    int epoch(int partition) {
        return epochs[partition];
    }

    /** A poll returned these records. */
    void polled(int partition, long from, long to) {
        if (begin[partition] == NOTHING) {
            begin[partition] = from;
        }
        open[partition].add(from, to);
        end[partition] = to;
    }

    /** The records from this offset on will be polled again, and whoever works on one works for nothing. */
    void soughtBack(int partition, long offset) {
        open[partition].remove(offset, Long.MAX_VALUE);
        end[partition] = Math.min(end[partition], offset);
        epochs[partition]++;
    }

    /** A record is finished, and if the loop waits for that, held for certain. */
    void finished(int partition, long offset) {
        open[partition].remove(offset, offset + 1);
        highest[partition] = Math.max(highest[partition], offset + 1);
        switch (which) {
            case POSITION, PROCESSED -> progress.movedTo(partition, offset + 1);
            case HIGHEST -> progress.movedTo(partition, highest[partition]);
            case CONTIGUOUS, DURABLE -> prefixMoved(partition);
            case STORED -> {}
        }
    }

    /** The sink holds these records for certain. */
    void durable(int partition, long from, long to) {
        if (which == Which.DURABLE) {
            open[partition].remove(from, to);
            prefixMoved(partition);
        }
    }

    private void prefixMoved(int partition) {
        long prefix = open[partition].isEmpty() ? end[partition] : open[partition].from(0);
        if (begin[partition] != NOTHING && prefix > begin[partition]) {
            progress.movedTo(partition, prefix);
        }
    }

    /** An offset was marked as the one to commit. */
    void marked(int partition, long offset) {
        if (which == Which.STORED) {
            progress.processedUpTo(partition, offset);
        }
    }

    void forget(int[] partitions) {
        for (int partition : partitions) {
            open[partition].clear();
            begin[partition] = NOTHING;
            end[partition] = 0;
            highest[partition] = NOTHING;
            epochs[partition]++;
        }
        progress.forget(partitions);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        for (int partition = 0; partition < open.length; partition++) {
            fingerprint
                    .add(begin[partition])
                    .add(end[partition])
                    .add(highest[partition])
                    .add(epochs[partition]);
            fingerprint.add(open[partition].ranges());
            for (int i = 0; i < open[partition].ranges(); i++) {
                fingerprint.add(open[partition].from(i)).add(open[partition].to(i));
            }
        }
    }
}
