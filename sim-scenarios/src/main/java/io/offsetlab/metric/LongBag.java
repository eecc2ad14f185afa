package io.offsetlab.metric;

import java.util.Arrays;

/** Numbers collected one after another, without boxing. */
final class LongBag {
    private long[] numbers = new long[8];
    private int count;

    void add(long number) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
        }
        numbers[count++] = number;
    }

    int count() {
        return count;
    }

    long get(int i) {
        return numbers[i];
    }

    /** Forgets the first {@code howMany} numbers. */
    void dropFirst(int howMany) {
        count -= howMany;
        System.arraycopy(numbers, howMany, numbers, 0, count);
    }

    Samples samples() {
        return Samples.of(numbers, count);
    }
}
