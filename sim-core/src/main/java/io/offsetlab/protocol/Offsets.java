package io.offsetlab.protocol;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from partitions to offsets, as a commit carries it: partition numbers of the run, ascending, and for each the
 * next offset to read.
 */
public final class Offsets {
    /** No partition at all. */
    public static final Offsets EMPTY = new Offsets(new int[0], new long[0], null, null);

    private final int[] partitions;
    private final long[] offsets;
    private final String @Nullable [] metadata;
    private final int @Nullable [] epochs;

    private Offsets(int[] partitions, long[] offsets, String @Nullable [] metadata, int @Nullable [] epochs) {
        this.partitions = partitions;
        this.offsets = offsets;
        this.metadata = metadata;
        this.epochs = epochs;
    }

    /**
     * The arrays become the map's own.
     *
     * @throws IllegalArgumentException if lengths differ, partitions are not ascending or an offset is negative
     */
    public static Offsets of(int[] partitions, long[] offsets) {
        return of(partitions, offsets, null);
    }

    /** As {@link #of(int[], long[])}, with a metadata string for each partition; null stands for all empty. */
    public static Offsets of(int[] partitions, long[] offsets, String @Nullable [] metadata) {
        return of(partitions, offsets, metadata, null);
    }

    /** As above, with the leader epoch of the record before each offset, -1 where it is not known; null stands for all unknown. */
    public static Offsets of(int[] partitions, long[] offsets, String @Nullable [] metadata, int @Nullable [] epochs) {
        if (partitions.length != offsets.length) {
            throw new IllegalArgumentException(partitions.length + " partitions but " + offsets.length + " offsets");
        }
        for (int i = 0; i < partitions.length; i++) {
            if (i > 0 && partitions[i] <= partitions[i - 1]) {
                throw new IllegalArgumentException("partitions must ascend, but were " + Arrays.toString(partitions));
            }
            if (offsets[i] < 0) {
                throw new IllegalArgumentException("an offset must not be negative, but was " + offsets[i]);
            }
        }
        return partitions.length == 0 ? EMPTY : new Offsets(partitions, offsets, metadata, epochs);
    }

    public static Offsets of(int partition, long offset) {
        return of(new int[] {partition}, new long[] {offset});
    }

    public int size() {
        return partitions.length;
    }

    public boolean isEmpty() {
        return partitions.length == 0;
    }

    /** The i-th partition in ascending order. */
    public int partition(int i) {
        return partitions[i];
    }

    /** The offset of the i-th partition. */
    public long offset(int i) {
        return offsets[i];
    }

    /** The metadata of the i-th partition, empty if none was given. */
    public String metadata(int i) {
        return metadata == null ? "" : metadata[i];
    }

    /** The leader epoch that belongs to the i-th offset, -1 if it is not known. */
    public int epoch(int i) {
        return epochs == null ? -1 : epochs[i];
    }

    /** The offset of a partition, or -1. */
    public long get(int partition) {
        int i = Arrays.binarySearch(partitions, partition);
        return i < 0 ? -1 : offsets[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offsets o
                && Arrays.equals(partitions, o.partitions)
                && Arrays.equals(offsets, o.offsets)
                && Arrays.equals(metadata, o.metadata)
                && Arrays.equals(epochs, o.epochs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(partitions) + Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < partitions.length; i++) {
            text.append(i == 0 ? "" : ", ").append(partitions[i]).append('=').append(offsets[i]);
        }
        return text.append('}').toString();
    }
}
