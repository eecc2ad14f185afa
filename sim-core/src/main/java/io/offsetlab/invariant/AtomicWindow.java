package io.offsetlab.invariant;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import org.jspecify.annotations.Nullable;

/** What one member has done and written since both were last compared. */
final class AtomicWindow {
    private static final long NEVER = -1;

    private final @Nullable OffsetRanges[] done;
    private final @Nullable OffsetRanges[] stored;
    private final int[] touched;
    private int touchedCount;
    private long firstDoneAt = Long.MAX_VALUE;
    private long lastDoneAt = NEVER;
    private long firstStoredAt = Long.MAX_VALUE;
    private long lastStoredAt = NEVER;
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
        return lastAt() == NEVER;
    }

    boolean hasWrites() {
        return lastStoredAt != NEVER;
    }

    /** Whether effects and writes began and ended at the same instants. */
    boolean isSimultaneous() {
        return firstDoneAt == firstStoredAt && lastDoneAt == lastStoredAt;
    }

    /** When the last effect or write was, before all time if there is none. */
    long lastAt() {
        return Math.max(lastDoneAt, lastStoredAt);
    }

    void doneBetween(long first, long last) {
        firstDoneAt = Math.min(firstDoneAt, first);
        lastDoneAt = Math.max(lastDoneAt, last);
    }

    void storedBetween(long first, long last) {
        firstStoredAt = Math.min(firstStoredAt, first);
        lastStoredAt = Math.max(lastStoredAt, last);
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
        firstDoneAt = Long.MAX_VALUE;
        lastDoneAt = NEVER;
        firstStoredAt = Long.MAX_VALUE;
        lastStoredAt = NEVER;
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
        out.number(Long.compare(firstDoneAt, firstStoredAt));
        out.number(Long.compare(lastDoneAt, lastStoredAt));
        out.number(touchedCount);
        for (int i = 0; i < touchedCount; i++) {
            out.number(touched[i]);
            out.number(done(touched[i]).hashCode());
            out.number(stored(touched[i]).hashCode());
        }
    }
}
