package io.offsetlab.invariant;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import org.jspecify.annotations.Nullable;

/** What one member has done and written since both were last compared. */
final class AtomicWindow {
    private final @Nullable OffsetRanges[] done;
    private final @Nullable OffsetRanges[] stored;
    private final int[] touched;
    private int touchedCount;
    long doneAt = -1;
    long storedAt = -1;
    long factNumber;

    @Nullable
    Fact fact;

    AtomicWindow(int partitions) {
        done = new OffsetRanges[partitions];
        stored = new OffsetRanges[partitions];
        touched = new int[partitions];
    }

    OffsetRanges done(int partition) {
        return ranges(done, partition);
    }

    OffsetRanges stored(int partition) {
        return ranges(stored, partition);
    }

    private static OffsetRanges ranges(@Nullable OffsetRanges[] all, int partition) {
        OffsetRanges ranges = all[partition];
        if (ranges == null) {
            ranges = new OffsetRanges();
            all[partition] = ranges;
        }
        return ranges;
    }

    /** To be called before something is added for the partition. */
    void touch(int partition) {
        if (done(partition).isEmpty() && stored(partition).isEmpty()) {
            touched[touchedCount++] = partition;
        }
    }

    int touchedCount() {
        return touchedCount;
    }

    /** The i-th partition with anything in it. */
    int touched(int i) {
        return touched[i];
    }

    boolean isEmpty() {
        return doneAt < 0 && storedAt < 0;
    }

    boolean isCovered() {
        for (int i = 0; i < touchedCount; i++) {
            if (outside(done(touched[i]), stored(touched[i])) > 0) {
                return false;
            }
        }
        return true;
    }

    long lastAt() {
        return Math.max(doneAt, storedAt);
    }

    void noticed(Findings findings) {
        factNumber = findings.factNumber();
        fact = findings.fact();
    }

    void clear() {
        for (int i = 0; i < touchedCount; i++) {
            done(touched[i]).clear();
            stored(touched[i]).clear();
        }
        touchedCount = 0;
        doneAt = -1;
        storedAt = -1;
        fact = null;
    }

    /** How many offsets the one set holds and the other does not. */
    static long outside(OffsetRanges some, OffsetRanges others) {
        long outside = 0;
        for (int i = 0; i < some.ranges(); i++) {
            outside += some.to(i) - some.from(i) - others.overlap(some.from(i), some.to(i));
        }
        return outside;
    }

    void writeTo(Numbers out) {
        out.number(Long.compare(doneAt, storedAt));
        for (int i = 0; i < touchedCount; i++) {
            out.number(touched[i]);
            out.number(done(touched[i]).hashCode());
            out.number(stored(touched[i]).hashCode());
        }
    }
}
