package io.offsetlab.narrative;

import io.offsetlab.trace.OffsetRanges;
import java.util.List;

/** A step that may still grow. */
final class Draft {
    long at;
    final int lane;
    String text;
    List<PartitionOffsets> offsets = List.of();
    Mark mark = Mark.NONE;
    boolean turningPoint;

    /** The range that it covers, where it can be folded. */
    long from = -1;

    long to = -1;
    final long firstAt;

    /** Which of its offsets had an effect before. */
    final OffsetRanges again = new OffsetRanges();

    Draft(long at, int lane, String text) {
        this.at = at;
        this.firstAt = at;
        this.lane = lane;
        this.text = text;
    }

    Step toStep(int number) {
        return new Step(number, at, lane, text, offsets, mark, turningPoint);
    }
}
