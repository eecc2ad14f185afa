package io.offsetlab.narrative;

import io.offsetlab.trace.Fact;
import io.offsetlab.trace.MessageFact;
import io.offsetlab.trace.RunHeader;
import java.util.List;

/**
 * What a drawing of a run needs besides its steps. Times are microseconds of virtual time, lanes as in
 * {@link io.offsetlab.trace.Lane}.
 *
 * @param lives when each process ran or stood still; where it has no stretch it was gone
 * @param rebalances from what set one off until every member of the new generation has its partitions
 * @param arrows what traveled between two lanes and changed something, or was lost
 * @param tracks how each offset of each partition moved
 */
public record SpaceTime(List<Life> lives, List<Rebalance> rebalances, List<Arrow> arrows, List<Track> tracks) {
    public SpaceTime {
        lives = List.copyOf(lives);
        rebalances = List.copyOf(rebalances);
        arrows = List.copyOf(arrows);
        tracks = List.copyOf(tracks);
    }

    /** A stretch of a process. */
    public record Life(int member, long from, long to, boolean standsStill) {}

    /** A rebalance; {@code generation} is -1 if none came of it. */
    public record Rebalance(long from, long to, int generation) {}

    /**
     * A message, or records that a fetch brought.
     *
     * @param from when it left
     * @param to when it arrived or was lost
     * @param arrives whether it arrived
     * @param label two or three words
     * @param text all of it
     */
    public record Arrow(int fromLane, long from, int toLane, long to, boolean arrives, String label, String text) {}

    /** One of the offsets of a partition. */
    public enum Offset {
        LOG_END("log end"),
        FETCHED("fetched"),
        RETURNED("returned"),
        /** The first visible offset that is not processed. */
        PROCESSED("processed"),
        /** What is marked to be committed: what the latest commit that was sent carries, or the external store holds. */
        STORED("stored"),
        COMMITTED("committed");

        private final String word;

        Offset(String word) {
            this.word = word;
        }

        /** As it is called in tables. */
        public String word() {
            return word;
        }
    }

    /** How one offset of a partition moved, in the order of time. */
    public record Track(int partition, Offset offset, List<Move> moves) {
        public Track {
            moves = List.copyOf(moves);
        }
    }

    /** From this time on the offset has this value. */
    public record Move(long at, long value) {}

    /**
     * Reads a run.
     *
     * @param messages the messages of the same run, in any order
     */
    public static SpaceTime of(RunHeader header, List<Fact> facts, List<MessageFact.Traveled> messages) {
        Tracks tracks = new Tracks(header);
        Lives lives = new Lives(header);
        Rebalances rebalances = new Rebalances();
        Arrows arrows = new Arrows(header, messages);
        for (Fact fact : facts) {
            tracks.accept(fact);
            fact.accept(lives);
            fact.accept(rebalances);
            fact.accept(arrows);
        }
        long end = facts.isEmpty() ? 0 : facts.get(facts.size() - 1).at();
        return new SpaceTime(lives.until(end), rebalances.until(end), arrows.all(), tracks.all());
    }
}
