package io.offsetlab.invariant;

import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.OffsetRanges;
import org.jspecify.annotations.Nullable;

/** What the facts so far say about one partition. */
final class PartitionState {
    private static final int HISTORY = 8;

    final int number;
    long logStart;
    long logEnd;
    /** The committed offset, or -1. */
    long committed = -1;
    /** Who committed it, or -1. */
    int committer = -1;

    int commit = -1;
    /** Whether it was committed by a member that another had succeeded already, which no policy can know. */
    boolean committedLate;

    /** Where the group would start reading: the committed offset or the external store's; -1 is nowhere. */
    long resumePoint = -1;
    /** Effects that happened again, each time counted. */
    long repeats;

    final OffsetRanges hidden = new OffsetRanges();
    final OffsetRanges done = new OffsetRanges();
    /** What needs no further handling: done, left out, hidden, gone from the log, or skipped by a seek. */
    final OffsetRanges handled = new OffsetRanges();
    /** What a seek jumped over, unless it is handled otherwise. */
    final OffsetRanges skipped = new OffsetRanges();
    /** What a reset jumped over. */
    final OffsetRanges jumped = new OffsetRanges();

    final OffsetRanges repeated = new OffsetRanges();
    /** To whom records were returned last. */
    final PeriodRanges returned = new PeriodRanges();
    /** Of those periods that processed a record the one that was opened last. */
    final PeriodRanges doers = new PeriodRanges();

    final UnackedCommits unacked = new UnackedCommits();

    private @Nullable KeyOrder keys;
    private final long[] history = new long[HISTORY];
    private long changes;
    private long periods;

    PartitionState(int number) {
        this.number = number;
    }

    /** The keys of its records; from the first call on, order is kept within keys only. */
    KeyOrder keys() {
        KeyOrder known = keys;
        if (known == null) {
            known = new KeyOrder();
            keys = known;
        }
        return known;
    }

    boolean isKeyed() {
        return keys != null;
    }

    Period newPeriod(int member) {
        return new Period(member, periods++, changes);
    }

    /** What lies between the end and the new records will never be seen. */
    void append(long from, long to) {
        hide(logEnd, from);
        logEnd = Math.max(logEnd, to);
    }

    /** Gaps are told before the records around them, so that only one that touches the end moves it. */
    void hide(long from, long to) {
        hidden.add(from, to);
        handle(from, to);
        if (from <= logEnd) {
            logEnd = Math.max(logEnd, to);
        }
    }

    void startAt(long offset) {
        logStart = offset;
        handle(0, offset);
    }

    /** The offset behind the last effect, or 0. */
    long doneEnd() {
        return done.isEmpty() ? 0 : done.to(done.ranges() - 1);
    }

    void handle(long from, long to) {
        handled.add(from, to);
        skipped.remove(from, to);
    }

    /** Somebody asked to leave these records out. */
    void skip(long from, long to) {
        long at = handled.firstMissing(from);
        while (at < to) {
            long end = Math.min(to, handled.firstPresent(at));
            skipped.add(at, end);
            handled.add(at, end);
            at = handled.firstMissing(end);
        }
    }

    /** The records are going to be read after all. */
    void unskip(long from, long to) {
        jumped.remove(from, to);
        long at = skipped.firstPresent(from);
        while (at < to) {
            long end = Math.min(to, skipped.firstMissing(at));
            handled.remove(at, end);
            skipped.remove(at, end);
            at = skipped.firstPresent(end);
        }
    }

    /** An administrator or the expiry moved the committed offset: back to what is to be read again, or over what is left out. */
    void altered(long oldOffset, long newOffset, boolean elsewhereResumed) {
        long from = Math.max(0, oldOffset);
        long to = Math.max(0, newOffset);
        if (to < from) {
            unskip(to, from);
            doers.clear();
        } else if (!elsewhereResumed) {
            skip(from, to);
        }
    }

    void commit(long offset, int by, int number) {
        committed = offset;
        committer = by;
        commit = number;
        history[(int) (changes++ % HISTORY)] = offset;
    }

    /** The first visible record at or above an offset, whether it exists already or not. */
    long firstVisible(long offset) {
        return hidden.firstMissing(offset);
    }

    /** Whether reading in this period may begin at this visible offset: some offset committed since its opening leads there. */
    boolean mayBeginAt(Period period, long visible) {
        long oldest = oldestBeginning(period);
        if (changes - oldest > HISTORY) {
            return true;
        }
        for (long change = oldest; change < changes; change++) {
            long offset = history[(int) (change % HISTORY)];
            if (offset >= 0 && firstVisible(offset) == visible) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing was committed at some time since the opening of this period. */
    boolean mayHaveBeenUncommitted(Period period) {
        long oldest = period.openedAtChange - 1;
        if (oldest < 0 || changes - oldest > HISTORY) {
            return true;
        }
        for (long change = oldest; change < changes; change++) {
            if (history[(int) (change % HISTORY)] < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a new owner would find no record yet. */
    boolean hasNothingToDeliver() {
        return firstVisible(Math.max(resumePoint, logStart)) >= logEnd;
    }

    /** The first visible record below the resume point that is not handled, or the end of what is to be looked at. */
    long firstLost() {
        return Math.min(handled.firstMissing(0), lossLimit());
    }

    /** Records below this offset are in the log and below the resume point. */
    long lossLimit() {
        return Math.max(0, Math.min(resumePoint, logEnd));
    }

    long countLost() {
        long limit = lossLimit();
        return limit - handled.overlap(0, limit);
    }

    long countUntouched() {
        return logEnd - handled.overlap(0, logEnd);
    }

    /** How many visible records from the resume point on are handled without a gap. */
    long residue() {
        long from = Math.max(resumePoint, logStart);
        long to = handled.firstMissing(from);
        return to - from - hidden.overlap(from, to);
    }

    void writeTo(Numbers out) {
        out.number(logStart);
        out.number(logEnd);
        out.number(committed);
        out.flag(committedLate);
        out.number(resumePoint);
        for (OffsetRanges ranges : new OffsetRanges[] {hidden, done, handled, skipped, jumped}) {
            write(out, ranges);
        }
        returned.writeTo(out, periods);
        doers.writeTo(out, periods);
        unacked.writeTo(out);
        if (keys != null) {
            keys.writeTo(out);
        }
    }

    /** What {@link #mayBeginAt} depends on. */
    void writeBeginnings(Numbers out, Period period) {
        long oldest = oldestBeginning(period);
        out.number(changes - oldest);
        for (long change = Math.max(oldest, changes - HISTORY); change < changes; change++) {
            out.number(history[(int) (change % HISTORY)]);
        }
    }

    private static long oldestBeginning(Period period) {
        return Math.max(0, period.openedAtChange - 1);
    }

    private static void write(Numbers out, OffsetRanges ranges) {
        out.number(ranges.ranges());
        for (int i = 0; i < ranges.ranges(); i++) {
            out.number(ranges.from(i));
            out.number(ranges.to(i));
        }
    }
}
