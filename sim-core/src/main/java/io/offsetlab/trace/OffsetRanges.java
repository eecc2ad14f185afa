package io.offsetlab.trace;

import java.util.Arrays;

/** A mutable set of offsets, kept as ascending ranges that do not touch; ends are exclusive. Dense sets cost a few words. */
public final class OffsetRanges {
    private long[] bounds = new long[8];
    private int count;

    /** How many ranges there are. */
    public int ranges() {
        return count;
    }

    /** The first offset of the i-th range. */
    public long from(int i) {
        return bounds[2 * i];
    }

    /** The offset behind the i-th range. */
    public long to(int i) {
        return bounds[2 * i + 1];
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many offsets the set holds. */
    public long size() {
        long size = 0;
        for (int i = 0; i < count; i++) {
            size += to(i) - from(i);
        }
        return size;
    }

    public boolean contains(long offset) {
        int i = firstEndingAbove(offset);
        return i < count && from(i) <= offset;
    }

    /** How many offsets of a range the set holds. */
    public long overlap(long from, long to) {
        long overlap = 0;
        for (int i = firstEndingAbove(from); i < count && from(i) < to; i++) {
            overlap += Math.min(to, to(i)) - Math.max(from, from(i));
        }
        return overlap;
    }

    /** The first offset at or above this one that the set does not hold. */
    public long firstMissing(long offset) {
        int i = firstEndingAbove(offset);
        return i < count && from(i) <= offset ? to(i) : offset;
    }

    /** The first offset at or above this one that the set holds, or {@link Long#MAX_VALUE}. */
    public long firstPresent(long offset) {
        int i = firstEndingAbove(offset);
        return i == count ? Long.MAX_VALUE : Math.max(offset, from(i));
    }

    /** Adds a range; returns how many of its offsets are new. */
    public long add(long from, long to) {
        if (from >= to) {
            return 0;
        }
        if (count > 0 && from == bounds[2 * count - 1]) {
            bounds[2 * count - 1] = to;
            return to - from;
        }
        int first = firstEndingAbove(from - 1);
        int last = first;
        long held = 0;
        long mergedFrom = from;
        long mergedTo = to;
        while (last < count && from(last) <= to) {
            held += Math.max(0, Math.min(to, to(last)) - Math.max(from, from(last)));
            mergedFrom = Math.min(mergedFrom, from(last));
            mergedTo = Math.max(mergedTo, to(last));
            last++;
        }
        replace(first, last, mergedFrom, mergedTo);
        return to - from - held;
    }

    /** Takes a range out. */
    public void remove(long from, long to) {
        int i = firstEndingAbove(from);
        while (from < to && i < count && from(i) < to) {
            long oldFrom = from(i);
            long oldTo = to(i);
            if (oldFrom < from && oldTo > to) {
                bounds[2 * i + 1] = from;
                insert(i + 1, to, oldTo);
                return;
            }
            if (oldFrom < from) {
                bounds[2 * i + 1] = from;
                i++;
            } else if (oldTo > to) {
                bounds[2 * i] = to;
                return;
            } else {
                delete(i, i + 1);
            }
        }
    }

    /** Empties the set. */
    public void clear() {
        count = 0;
    }

    /** A set of the same content. */
    public OffsetRanges copy() {
        OffsetRanges copy = new OffsetRanges();
        copy.bounds = bounds.clone();
        copy.count = count;
        return copy;
    }

    private int firstEndingAbove(long offset) {
        if (count == 0 || bounds[2 * count - 1] <= offset) {
            return count;
        }
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (to(middle) > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void replace(int first, int last, long from, long to) {
        if (first == last) {
            insert(first, from, to);
            return;
        }
        bounds[2 * first] = from;
        bounds[2 * first + 1] = to;
        delete(first + 1, last);
    }

    private void insert(int i, long from, long to) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        System.arraycopy(bounds, 2 * i, bounds, 2 * i + 2, 2 * (count - i));
        bounds[2 * i] = from;
        bounds[2 * i + 1] = to;
        count++;
    }

    private void delete(int first, int last) {
        System.arraycopy(bounds, 2 * last, bounds, 2 * first, 2 * (count - last));
        count -= last - first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OffsetRanges o && Arrays.equals(bounds, 0, 2 * count, o.bounds, 0, 2 * o.count);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.copyOf(bounds, 2 * count));
    }

    /** As people write it: {@code 0-4, 7, 9-12}, ends inclusive. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ", ").append(from(i));
            if (to(i) - from(i) > 1) {
                text.append('-').append(to(i) - 1);
            }
        }
        return text.toString();
    }
}
