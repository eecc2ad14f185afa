package io.offsetlab.narrative;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run lost and repeated, for one partition, at the end.
 *
 * @param partition the partition's number
 * @param lost visible records below the resume point without effect, as ranges
 * @param lostRecords how many those are
 * @param repeated records whose effect happened again, as ranges
 * @param repeatedRecords how many records those are
 * @param repeats how often an effect happened again, all records together
 */
public record LostAndRepeated(
        int partition, String lost, long lostRecords, String repeated, long repeatedRecords, long repeats) {

    /** Reads a run to its end; an entry a partition. */
    public static List<LostAndRepeated> of(RunHeader header, List<Fact> facts) {
        Board board = new Board(header);
        for (Fact fact : facts) {
            fact.accept(board);
        }
        List<LostAndRepeated> all = new ArrayList<>();
        for (int p = 0; p < board.partitionCount(); p++) {
            PartitionState state = board.partition(p);
            OffsetRanges lost = state.lost(board.external());
            all.add(new LostAndRepeated(
                    p,
                    Words.ranges(lost),
                    lost.size(),
                    Words.ranges(state.repeated),
                    state.repeated.size(),
                    state.repeats));
        }
        return List.copyOf(all);
    }
}
