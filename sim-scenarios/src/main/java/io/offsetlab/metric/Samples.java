package io.offsetlab.metric;

import java.util.Arrays;
import java.util.Collection;

/** An immutable multiset of numbers, kept in ascending order. */
public final class Samples {
    /** No number at all. */
    public static final Samples NONE = new Samples(new long[0]);

    private final long[] ascending;

    private Samples(long[] ascending) {
        this.ascending = ascending;
    }

    /** The numbers in any order; the array stays the caller's. */
    public static Samples of(long... numbers) {
        return of(numbers, numbers.length);
    }

    static Samples of(long[] numbers, int count) {
        if (count == 0) {
            return NONE;
        }
        long[] sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** All numbers of all parts. */
    public static Samples union(Collection<Samples> parts) {
        int count = 0;
        for (Samples part : parts) {
            count += part.count();
        }
        long[] all = new long[count];
        int filled = 0;
        for (Samples part : parts) {
            System.arraycopy(part.ascending, 0, all, filled, part.count());
            filled += part.count();
        }
        return of(all, count);
    }

    public int count() {
        return ascending.length;
    }

    public boolean isEmpty() {
        return ascending.length == 0;
    }

    /** The i-th number in ascending order. */
    public long get(int i) {
        return ascending[i];
    }

    public long sum() {
        long sum = 0;
        for (long number : ascending) {
            sum += number;
        }
        return sum;
    }

    /** The largest number, 0 if there is none. */
    public long max() {
        return isEmpty() ? 0 : ascending[ascending.length - 1];
    }

    /**
     * The smallest number that at least {@code permille} thousandths of all numbers do not exceed, 0 if there is none.
     *
     * @throws IllegalArgumentException if {@code permille} does not lie between 1 and 1000
     */
    public long quantile(int permille) {
        if (permille < 1 || permille > 1000) {
            throw new IllegalArgumentException("permille must lie between 1 and 1000, but was " + permille);
        }
        if (isEmpty()) {
            return 0;
        }
        long rank = ((long) permille * ascending.length + 999) / 1000;
        return ascending[(int) rank - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples && Arrays.equals(ascending, samples.ascending);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ascending);
    }

    @Override
    public String toString() {
        return Arrays.toString(ascending);
    }
}
