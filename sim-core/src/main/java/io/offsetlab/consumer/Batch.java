package io.offsetlab.consumer;

import java.util.Arrays;

/** The records that a poll returned: runs of offsets without a gap, in the order of delivery. */
public final class Batch {
    /** No records. */
    public static final Batch EMPTY = new Batch(new int[0], new long[0], new long[0], 0, new int[0]);

    private final int[] partitions;
    private final long[] from;
    private final long[] to;
    private final long records;
    private final int[] moved;

    private Batch(int[] partitions, long[] from, long[] to, long records, int[] moved) {
        this.partitions = partitions;
        this.from = from;
        this.to = to;
        this.records = records;
        this.moved = moved;
    }

    /** The records of one partition from an offset up to another, which is not included. */
    public static Batch of(int partition, long from, long to) {
        return new Batch(new int[] {partition}, new long[] {from}, new long[] {to}, to - from, new int[] {partition});
    }

    public boolean isEmpty() {
        return records == 0;
    }

    public long records() {
        return records;
    }

    public int runs() {
        return partitions.length;
    }

    public int partition(int run) {
        return partitions[run];
    }

    /** The first offset of a run. */
    public long from(int run) {
        return from[run];
    }

    /** The offset behind a run. */
    public long to(int run) {
        return to[run];
    }

    /**
     * The partitions whose positions this poll has moved, be it only over offsets that nobody is given (S1.10); each once, not to be
     * changed.
     */
    public int[] moved() {
        return moved;
    }

    /** Whether it holds records of a partition. */
    public boolean touches(int partition) {
        for (int p : partitions) {
            if (p == partition) {
                return true;
            }
        }
        return false;
    }

    /** Collects one batch after the other. */
    static final class Builder {
        private int[] partitions = new int[4];
        private long[] from = new long[4];
        private long[] to = new long[4];
        private int runs;
        private long records;
        private int[] moved = new int[4];
        private int movedCount;

        void moved(int partition) {
            for (int i = 0; i < movedCount; i++) {
                if (moved[i] == partition) {
                    return;
                }
            }
            if (movedCount == moved.length) {
                moved = Arrays.copyOf(moved, movedCount * 2);
            }
            moved[movedCount++] = partition;
        }

        void add(int partition, long first, long end) {
            records += end - first;
            if (runs > 0 && partitions[runs - 1] == partition && to[runs - 1] == first) {
                to[runs - 1] = end;
                return;
            }
            if (runs == partitions.length) {
                partitions = Arrays.copyOf(partitions, runs * 2);
                from = Arrays.copyOf(from, runs * 2);
                to = Arrays.copyOf(to, runs * 2);
            }
            partitions[runs] = partition;
            from[runs] = first;
            to[runs++] = end;
        }

        long records() {
            return records;
        }

        boolean isEmpty() {
            return records == 0;
        }

        /** Begins anew. */
        void clear() {
            runs = 0;
            records = 0;
            movedCount = 0;
        }

        Batch build() {
            return records == 0 && movedCount == 0
                    ? EMPTY
                    : new Batch(
                            Arrays.copyOf(partitions, runs),
                            Arrays.copyOf(from, runs),
                            Arrays.copyOf(to, runs),
                            records,
                            Arrays.copyOf(moved, movedCount));
        }
    }
}
