package io.offsetlab.metric;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What members have in hand of the partitions that they hold, as their clients see it, and what is committed. */
final class Holdings {
    private static final long NONE = -1;

    private final SituationCollector.Sink sink;
    private final int partitions;
    /** By member and partition. */
    private final @Nullable Hand[] hands;

    private final long[] committed;
    private final int[] committer;
    /** How often the coordinator had moved when the partition's offset was committed. */
    private final int[] movesAtCommit;

    private final long[] logStart;
    private final @Nullable OffsetRanges[] hidden;
    private int moves;

    /** One member's hold on one partition. */
    private static final class Hand {
        private boolean held;
        /** The first record that was returned, where the next one is to begin, and the end of what was processed. */
        private long from = NONE;

        private long position = NONE;
        private long processed = NONE;
        /** The end of what has an effect for certain; what a sink or a transaction has accepted has none yet. */
        private long effective = NONE;

        private boolean sought;
        private int movesAtAssignment;

        void open(int moves) {
            held = true;
            from = NONE;
            position = NONE;
            processed = NONE;
            effective = NONE;
            sought = false;
            movesAtAssignment = moves;
        }

        /** The first record that was returned and has no effect yet. */
        long next() {
            return Math.max(from, processed);
        }

        boolean isFull() {
            return from != NONE && position > next();
        }
    }

    Holdings(SituationCollector.Sink sink, int members, int partitions) {
        this.sink = sink;
        this.partitions = partitions;
        hands = new Hand[members * partitions];
        committed = new long[partitions];
        Arrays.fill(committed, NONE);
        committer = new int[partitions];
        movesAtCommit = new int[partitions];
        logStart = new long[partitions];
        hidden = new OffsetRanges[partitions];
    }

    private Hand hand(int member, int partition) {
        int i = member * partitions + partition;
        Hand hand = hands[i];
        if (hand == null) {
            hand = new Hand();
            hands[i] = hand;
        }
        return hand;
    }

    void hidden(int partition, long from, long to) {
        OffsetRanges known = hidden[partition];
        if (known == null) {
            known = new OffsetRanges();
            hidden[partition] = known;
        }
        known.add(from, to);
    }

    void startsAt(int partition, long offset) {
        logStart[partition] = offset;
    }

    void coordinatorMoved() {
        moves++;
    }

    void assigned(int member, int[] which) {
        for (int partition : which) {
            hand(member, partition).open(moves);
        }
    }

    void returned(int member, int partition, long from, long to) {
        Hand hand = hand(member, partition);
        if (hand.from == NONE) {
            hand.from = from;
            if (from == committed[partition] && movesAtCommit[partition] < hand.movesAtAssignment) {
                sink.reached(Situation.FAILOVER_BEFORE_FETCH);
            }
        }
        OffsetRanges gaps = hidden[partition];
        if (gaps != null && hand.position != NONE && hand.position < from && gaps.contains(hand.position)) {
            sink.reached(Situation.GAP_SKIPPED);
        }
        hand.position = to;
    }

    void processed(int member, int partition, long to) {
        Hand hand = hand(member, partition);
        hand.processed = Math.max(hand.processed, to);
    }

    void effective(int member, int partition, long to) {
        Hand hand = hand(member, partition);
        hand.effective = Math.max(hand.effective, to);
    }

    void moved(RecordFact.ResetExplicit fact) {
        Hand hand = hand(fact.member(), fact.partition());
        hand.sought |= fact.to() < fact.from();
        hand.position = fact.to();
        hand.from = NONE;
        hand.processed = NONE;
        hand.effective = NONE;
        if (fact.cause() == ResetCause.OUT_OF_RANGE && logStart[fact.partition()] > committed[fact.partition()]) {
            sink.reached(Situation.START_ABOVE_COMMITTED);
        }
    }

    void committed(CommitFact.CommitApplied fact) {
        int partition = fact.partition();
        boolean own = fact.member() >= 0 && fact.commit() >= 0 && committer[partition] == fact.member();
        if (own && fact.newOffset() < fact.oldOffset() && !hand(fact.member(), partition).sought) {
            sink.reached(Situation.OLDER_COMMIT_LATER);
        }
        committer[partition] = fact.member();
        committed(partition, fact.newOffset());
    }

    void committed(int partition, long offset) {
        committed[partition] = offset;
        movesAtCommit[partition] = moves;
    }

    void revoked(int member, int[] which) {
        for (int partition : which) {
            Hand hand = hand(member, partition);
            if (hand.held && hand.isFull()) {
                sink.reached(Situation.REVOKED_IN_HAND);
            }
            hand.held = false;
        }
    }

    void lost(int member, int[] which) {
        for (int partition : which) {
            hand(member, partition).held = false;
        }
    }

    void crashed(int member) {
        for (int partition = 0; partition < partitions; partition++) {
            Hand hand = hands[member * partitions + partition];
            if (hand == null || !hand.held) {
                continue;
            }
            hand.held = false;
            if (hand.effective != NONE && hand.effective > committed[partition]) {
                sink.reached(Situation.CRASH_AFTER_EFFECT);
            }
            if (hand.isFull() && committed[partition] > hand.next() && committer[partition] == member) {
                sink.reached(Situation.CRASH_BEFORE_EFFECT);
            }
        }
    }
}
