package io.offsetlab.narrative;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.OffsetRanges;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A step that may still grow. */
final class Draft {
    long at;
    final int lane;

    /** How the text begins where what follows can be a list; then neighbours with the same beginning can become one. */
    String verb = "";

    String text;
    List<PartitionOffsets> offsets = List.of();
    Mark mark = Mark.NONE;
    boolean turningPoint;

    /** Whether it may have led to what the story is about. */
    boolean led = true;

    /** What it tells, the latest of several; null where no single fact says it. */
    @Nullable
    Fact fact;

    /** The range that it covers, where it can be folded. */
    long from = -1;

    long to = -1;
    long firstAt;

    /** Partitions without a committed offset, by the offset at which they start. */
    final TreeMap<Long, TreeSet<Integer>> starts = new TreeMap<>();

    /** Which of its offsets had an effect before. */
    final OffsetRanges again = new OffsetRanges();

    Draft(long at, int lane, String text) {
        this.at = at;
        this.firstAt = at;
        this.lane = lane;
        this.text = text;
    }

    /** The text without when it began. */
    String told() {
        return verb + text;
    }

    boolean isPlain() {
        return mark == Mark.NONE;
    }

    Step toStep(int number) {
        String since = at > firstAt ? " since " + Words.seconds(firstAt) : "";
        return new Step(number, at, lane, told() + since, offsets, mark, turningPoint, led);
    }
}
