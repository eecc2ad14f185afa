package io.offsetlab.narrative;

import java.util.List;

/**
 * One thing that happened, as a person reads it.
 *
 * @param number from 1, over the whole run
 * @param at when, in microseconds of virtual time; of the last record that was processed where several were folded
 * @param lane whose history it belongs to, see {@link io.offsetlab.trace.Lane}
 * @param text what happened, without time and lane
 * @param offsets where the partitions that it touches stand after it
 * @param mark whether it is the step that everything else is about
 * @param turningPoint whether it changes how things go on: a fault, a member that comes or goes, a commit that is not confirmed
 * @param led whether it may have led to the first bad step or to what made it visible; true where nothing is bad
 */
public record Step(
        int number,
        long at,
        int lane,
        String text,
        List<PartitionOffsets> offsets,
        Mark mark,
        boolean turningPoint,
        boolean led) {}
