package io.offsetlab.narrative;

import io.offsetlab.trace.OffsetRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where one partition stands while facts are read. */
final class PartitionState {
    private final int partition;

    long logStart;
    long logEnd;
    long fetched = -1;
    long returned = -1;
    long committed = -1;
    long stored = -1;

    /** What is marked, or else what the latest commit that was sent carries. */
    long asked = -1;

    /** Offsets with an effect, or skipped on request. */
    final OffsetRanges processed = new OffsetRanges();

    /** Offsets that have an effect. */
    final OffsetRanges done = new OffsetRanges();

    /** Processed, or never to be given to a consumer. */
    final OffsetRanges passable = new OffsetRanges();

    /** Offsets whose effect happened more than once. */
    final OffsetRanges repeated = new OffsetRanges();

    /** How often an effect happened again. */
    long repeats;

    final TreeSet<Integer> owners = new TreeSet<>();

    PartitionState(int partition) {
        this.partition = partition;
    }

    /** Takes an effect; returns the offsets that had one before. */
    OffsetRanges effect(long from, long to) {
        OffsetRanges again = new OffsetRanges();
        long offset = done.firstPresent(from);
        while (offset < to) {
            long end = Math.min(to, done.firstMissing(offset));
            again.add(offset, end);
            repeated.add(offset, end);
            offset = done.firstPresent(end);
        }
        repeats += again.size();
        done.add(from, to);
        handled(from, to);
        return again;
    }

    void handled(long from, long to) {
        processed.add(from, to);
        passable.add(from, to);
    }

    /** The first visible offset that is not processed. */
    long prefix() {
        return Math.min(passable.firstMissing(logStart), Math.max(logStart, logEnd));
    }

    /** The offset that is marked to be committed. */
    long marked(boolean external) {
        return external ? stored : asked;
    }

    /** The offset from which a new owner would read. */
    long resumePoint(boolean external) {
        return external ? stored : committed;
    }

    /** Visible offsets below the resume point that are not processed. */
    OffsetRanges lost(boolean external) {
        OffsetRanges lost = new OffsetRanges();
        long end = Math.min(resumePoint(external), logEnd);
        long offset = passable.firstMissing(logStart);
        while (offset < end) {
            long to = Math.min(end, passable.firstPresent(offset));
            lost.add(offset, to);
            offset = passable.firstMissing(to);
        }
        return lost;
    }

    PartitionOffsets snapshot(boolean external, Words words) {
        List<String> names = new ArrayList<>();
        for (int owner : owners) {
            names.add(words.member(owner));
        }
        return new PartitionOffsets(
                partition,
                logEnd,
                fetched,
                returned,
                Words.ranges(processed),
                prefix(),
                marked(external),
                resumePoint(external),
                List.copyOf(names));
    }
}
