package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which ownership period a record belongs to, as ascending ranges of offsets. There are about as many ranges as owners; beyond a
 * limit the lowest are forgotten.
 */
final class PeriodRanges {
    private static final int MOST = 64;

    private long[] from = new long[4];
    private long[] to = new long[4];
    private @Nullable Period[] periods = new Period[4];
    private int count;

    /** Whether the last range is this period's and begins at or below the offset, so that it can be stretched. */
    boolean endsWith(Period period, long offset) {
        return count > 0 && periods[count - 1] == period && offset >= from[count - 1];
    }

    /** Lets the last range reach this offset at least. */
    void stretch(long offset) {
        to[count - 1] = Math.max(to[count - 1], offset);
    }

    @Nullable
    Period at(long offset) {
        int i = firstEndingAbove(offset);
        return i < count && from[i] <= offset ? periods[i] : null;
    }

    /** Where the answer of {@link #at} may change, above this offset. */
    long until(long offset) {
        int i = firstEndingAbove(offset);
        if (i == count) {
            return Long.MAX_VALUE;
        }
        return from[i] <= offset ? to[i] : from[i];
    }

    void assign(long low, long high, Period period) {
        int first = firstEndingAbove(low);
        if (first < count && from[first] < low) {
            split(first++, low);
        }
        int last = first;
        while (last < count && from[last] < high) {
            last++;
        }
        if (last > first && to[last - 1] > high) {
            split(last - 1, high);
        }
        replace(first, last, 1);
        set(first, low, high, period);
        mergeWithNext(first);
        mergeWithNext(first - 1);
        while (count > MOST) {
            replace(0, 1, 0);
        }
    }

    void clear() {
        count = 0;
    }

    void writeTo(Numbers out, long now) {
        out.number(count);
        for (int i = 0; i < count; i++) {
            out.number(from[i]);
            out.number(to[i]);
            Period period = periods[i];
            if (period != null) {
                out.number(now - period.order);
                period.writeAccount(out);
            }
        }
    }

    private int firstEndingAbove(long offset) {
        int i = count;
        while (i > 0 && to[i - 1] > offset) {
            i--;
        }
        return i;
    }

    private void set(int i, long low, long high, @Nullable Period period) {
        from[i] = low;
        to[i] = high;
        periods[i] = period;
    }

    private void split(int i, long at) {
        replace(i, i, 1);
        set(i, from[i + 1], at, periods[i + 1]);
        from[i + 1] = at;
    }

    private void mergeWithNext(int i) {
        if (i >= 0 && i + 1 < count && periods[i] == periods[i + 1] && to[i] == from[i + 1]) {
            to[i] = to[i + 1];
            replace(i + 1, i + 2, 0);
        }
    }

    /** Makes room for so many ranges in place of those from {@code first} to before {@code last}. */
    private void replace(int first, int last, int size) {
        int moved = count - last;
        int newCount = first + size + moved;
        if (newCount > from.length) {
            from = Arrays.copyOf(from, 2 * newCount);
            to = Arrays.copyOf(to, 2 * newCount);
            periods = Arrays.copyOf(periods, 2 * newCount);
        }
        System.arraycopy(from, last, from, first + size, moved);
        System.arraycopy(to, last, to, first + size, moved);
        System.arraycopy(periods, last, periods, first + size, moved);
        count = newCount;
    }
}
