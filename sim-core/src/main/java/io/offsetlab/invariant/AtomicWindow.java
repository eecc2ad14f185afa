package io.offsetlab.invariant;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import org.jspecify.annotations.Nullable;

/** What one member has done and written since both were last compared. */
final class AtomicWindow {
    private final OffsetRanges[] done;
    private final OffsetRanges[] stored;
    long doneAt = -1;
    long storedAt = -1;
    long factNumber;

    @Nullable
    Fact fact;

    AtomicWindow(int partitions) {
        done = new OffsetRanges[partitions];
        stored = new OffsetRanges[partitions];
        for (int p = 0; p < partitions; p++) {
            done[p] = new OffsetRanges();
            stored[p] = new OffsetRanges();
        }
    }

    OffsetRanges done(int partition) {
        return done[partition];
    }

    OffsetRanges stored(int partition) {
        return stored[partition];
    }

    boolean isEmpty() {
        return doneAt < 0 && storedAt < 0;
    }

    boolean isCovered() {
        for (int p = 0; p < done.length; p++) {
            if (outside(done[p], stored[p]) > 0) {
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
        for (int p = 0; p < done.length; p++) {
            done[p].clear();
            stored[p].clear();
        }
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
        for (int p = 0; p < done.length; p++) {
            out.number(done[p].hashCode());
            out.number(stored[p].hashCode());
        }
    }
}
