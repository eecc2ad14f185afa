package io.offsetlab.narrative;

import io.offsetlab.narrative.SpaceTime.Move;
import io.offsetlab.narrative.SpaceTime.Offset;
import io.offsetlab.narrative.SpaceTime.Track;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RangeFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;

/** How the offsets of each partition move. */
final class Tracks implements FactSink {
    private final Board board;
    private final List<List<List<Move>>> moves = new ArrayList<>();

    Tracks(RunHeader header) {
        board = new Board(header);
        for (int p = 0; p < board.partitionCount(); p++) {
            List<List<Move>> ofPartition = new ArrayList<>();
            for (int i = 0; i < Offset.values().length; i++) {
                ofPartition.add(new ArrayList<>());
            }
            moves.add(ofPartition);
        }
    }

    @Override
    public void accept(Fact fact) {
        fact.accept(board);
        long at = fact instanceof RangeFact range ? range.lastAt() : fact.at();
        for (int p = 0; p < board.partitionCount(); p++) {
            for (Offset offset : Offset.values()) {
                note(moves.get(p).get(offset.ordinal()), at, value(p, offset));
            }
        }
    }

    private static void note(List<Move> track, long at, long value) {
        Move last = track.isEmpty() ? null : track.get(track.size() - 1);
        if (last == null ? value < 0 : last.value() == value) {
            return;
        }
        track.add(new Move(last == null ? at : Math.max(at, last.at()), value));
    }

    private long value(int partition, Offset offset) {
        PartitionState state = board.partition(partition);
        return switch (offset) {
            case LOG_END -> state.logEnd;
            case FETCHED -> state.fetched;
            case RETURNED -> state.returned;
            case PROCESSED -> state.prefix();
            case STORED -> state.marked(board.external());
            case COMMITTED -> state.committed;
        };
    }

    List<Track> all() {
        List<Track> all = new ArrayList<>();
        for (int p = 0; p < board.partitionCount(); p++) {
            for (Offset offset : Offset.values()) {
                all.add(new Track(p, offset, moves.get(p).get(offset.ordinal())));
            }
        }
        return all;
    }
}
