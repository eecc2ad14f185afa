package io.offsetlab.experiment;

import java.util.Arrays;

/** An immutable number for each constant of an enum. */
public final class EnumCounts<E extends Enum<E>> {
    private final long[] counts;

    private EnumCounts(long[] counts) {
        this.counts = counts;
    }

    /**
     * The numbers in the order of the constants; the array stays the caller's.
     *
     * @throws IllegalArgumentException if there are more or fewer numbers than constants
     */
    public static <E extends Enum<E>> EnumCounts<E> of(Class<E> type, long... counts) {
        int constants = type.getEnumConstants().length;
        if (counts.length != constants) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " needs " + constants + " numbers, but there were " + counts.length);
        }
        return new EnumCounts<>(counts.clone());
    }

    public long get(E constant) {
        return counts[constant.ordinal()];
    }

    public long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnumCounts<?> o && Arrays.equals(counts, o.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return Arrays.toString(counts);
    }
}
