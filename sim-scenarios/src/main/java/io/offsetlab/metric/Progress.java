package io.offsetlab.metric;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RecordFact.Effect;

/** What became of the records of one partition. */
final class Progress {
    private final OffsetRanges visible = new OffsetRanges();
    /** Records with an effect, or left out on purpose. */
    private final OffsetRanges handled = new OffsetRanges();

    private final OffsetRanges done = new OffsetRanges();
    private final OffsetRanges doneAgain = new OffsetRanges();
    private long effects;
    private long skipped;
    private long resumePoint = -1;

    void appended(long from, long to) {
        visible.add(from, to);
    }

    void hidden(long from, long to) {
        visible.remove(from, to);
    }

    void resumesAt(long offset) {
        resumePoint = offset;
    }

    long resumePoint() {
        return resumePoint;
    }

    /** Takes in an effect; returns how many records it handled for the first time. */
    long effect(Effect fact) {
        if (fact.outcome() == Outcome.DONE || fact.outcome() == Outcome.DEAD_LETTERED) {
            return effect(fact.from(), fact.to());
        }
        if (fact.outcome() == Outcome.SKIPPED) {
            skipped += fact.to() - fact.from();
            return handled.add(fact.from(), fact.to());
        }
        return 0;
    }

    /** As {@link #effect(Effect)}, of records whose effect is certain. */
    long effect(long from, long to) {
        effects += to - from;
        repeat(from, to);
        done.add(from, to);
        return handled.add(from, to);
    }

    private void repeat(long from, long to) {
        long start = done.firstPresent(from);
        while (start < to) {
            long end = Math.min(to, done.firstMissing(start));
            doneAgain.add(start, end);
            start = done.firstPresent(end);
        }
    }

    /** How many effects happened again. */
    long repeated() {
        return effects - done.size();
    }

    void addTo(long[] values) {
        long lost = unhandledBelow(resumePoint);
        values[Metric.RECORDS.ordinal()] += visible.size();
        values[Metric.EFFECTS.ordinal()] += effects;
        values[Metric.FINISHED.ordinal()] += handled.size();
        values[Metric.SKIPPED.ordinal()] += skipped;
        values[Metric.LOST.ordinal()] += lost;
        values[Metric.UNREAD.ordinal()] += unhandledBelow(Long.MAX_VALUE) - lost;
        values[Metric.RESIDUE.ordinal()] += handled.overlap(Math.max(0, resumePoint), Long.MAX_VALUE);
        values[Metric.REPEATED.ordinal()] += repeated();
        values[Metric.REPEATED_DISTINCT.ordinal()] += doneAgain.size();
    }

    private long unhandledBelow(long end) {
        long unhandled = 0;
        for (int i = 0; i < visible.ranges() && visible.from(i) < end; i++) {
            long to = Math.min(end, visible.to(i));
            unhandled += to - visible.from(i) - handled.overlap(visible.from(i), to);
        }
        return unhandled;
    }
}
