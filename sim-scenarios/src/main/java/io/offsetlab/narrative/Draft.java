package io.offsetlab.narrative;

import io.offsetlab.trace.OffsetRanges;
import java.util.List;

/** A step that may still grow. */
final class Draft {
    final int number;
    final long at;
    final int lane;
    String text;
    List<PartitionOffsets> offsets = List.of();
    Mark mark = Mark.NONE;

    /** The range that it covers, where it can be folded. */
    long from = -1;

    long to = -1;
    long lastAt;

    /** Which of its offsets had an effect before. */
    final OffsetRanges again = new OffsetRanges();

    Draft(int number, long at, int lane, String text) {
        this.number = number;
        this.at = at;
        this.lane = lane;
        this.text = text;
        this.lastAt = at;
    }

    Step toStep() {
        return new Step(number, at, lane, text, offsets, mark);
    }
}
