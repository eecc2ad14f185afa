package io.offsetlab.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunHeader;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** A situation that is taken for another, or seen where it is not, makes a sweep look better than it is. */
final class SituationCollectorTest {
    private static final RunHeader HEADER = new RunHeader(
            RunHeader.ENGINE_VERSION,
            "test",
            "test",
            new Promise(
                    List.of(InvariantName.LOSS),
                    Formula.UNBOUNDED,
                    Formula.UNBOUNDED,
                    Promise.ResumePoint.COMMITTED_OFFSET),
            1,
            new TreeMap<>(),
            List.of("member-1", "member-2"),
            List.of(new TopicPartition("orders", 0)),
            new Formula.Inputs(500, 5_000_000, 1000));

    private static final Fact ASSIGNED = new GroupFact.Assigned(1, 0, 1, new int[] {0});
    private static final Fact RETURNED = new RecordFact.Returned(2, 0, 0, 0, 5);
    private static final Fact CRASHED = new ProcessFact.Crashed(9, 0, 0);
    private static final Fact ASKED = asked(0);
    private static final Fact UNKNOWN = new CommitFact.CommitUnknown(5, 0, 0);

    private static final Fact COMMITS = new CallFact.CallEntered(7, 0, CallKind.COMMIT_TRANSACTION);
    private static final Fact HAS_COMMITTED = new CallFact.CallLeft(9, 0, CallKind.COMMIT_TRANSACTION, Errors.NONE);
    private static final Fact COMMITTED = transactionEnded(true, TransactionEnd.PRODUCER);
    private static final Fact FENCED = transactionEnded(false, TransactionEnd.FENCED);

    private static Fact asked(int commit) {
        return new CommitFact.CommitAsked(4, 0, commit, CommitKind.ASYNC, 1, Offsets.of(0, 5));
    }

    private static Fact stored(long old, long offset, int member, int commit) {
        return new CommitFact.CommitApplied(5, 0, old, offset, member, 1, commit);
    }

    private static Fact done(int member, long from, long to) {
        return new RecordFact.Effect(3, 3, member, 0, from, to, Outcome.DONE, 0);
    }

    private static Fact poll(boolean entered) {
        return entered
                ? new CallFact.CallEntered(1, 0, CallKind.POLL)
                : new CallFact.CallLeft(1, 0, CallKind.POLL, Errors.NONE);
    }

    private static Fact formed(int generation, int owner) {
        return new GroupFact.GenerationFormed(1, generation, new int[] {owner}, new int[][] {{0}});
    }

    private static List<Situation> reached(Fact... facts) {
        SituationCollector collector = new SituationCollector(HEADER);
        for (Fact fact : facts) {
            fact.accept(collector);
        }
        long[] counts = collector.finish(0);
        List<Situation> reached = new ArrayList<>();
        for (Situation situation : Situation.values()) {
            if (counts[situation.ordinal()] > 0) {
                reached.add(situation);
            }
        }
        return reached;
    }

    @Test
    void aCrashBetweenEffectAndCommit() {
        assertThat(reached(ASSIGNED, RETURNED, done(0, 0, 3), CRASHED)).containsExactly(Situation.CRASH_AFTER_EFFECT);
        assertThat(reached(ASSIGNED, RETURNED, done(0, 0, 5), stored(-1, 5, 0, -1), CRASHED))
                .isEmpty();
    }

    @Test
    void aCrashBetweenCommitAndEffect() {
        assertThat(reached(ASSIGNED, RETURNED, stored(-1, 5, 0, -1), done(0, 0, 3), CRASHED))
                .containsExactly(Situation.CRASH_BEFORE_EFFECT);
        assertThat(reached(ASSIGNED, RETURNED, CRASHED)).isEmpty();
    }

    @Test
    void aCrashBeforeTheAnswerOfACommitThatIsStoredBeforeItOrAfter() {
        assertThat(reached(ASKED, stored(-1, 5, 0, 0), CRASHED)).containsExactly(Situation.CRASH_COMMIT_STORED);
        assertThat(reached(ASKED, CRASHED, stored(-1, 5, 0, 0))).containsExactly(Situation.CRASH_COMMIT_STORED);
        assertThat(reached(ASKED, CRASHED)).containsExactly(Situation.CRASH_COMMIT_NOT_STORED);
        assertThat(reached(ASKED, stored(-1, 5, 0, 0), new CommitFact.CommitAnswered(6, 0, 0, Errors.NONE), CRASHED))
                .isEmpty();
    }

    @Test
    void aCommitOfWhichTheClientLearnsNothing() {
        assertThat(reached(ASKED, stored(-1, 5, 0, 0), UNKNOWN)).containsExactly(Situation.UNKNOWN_STORED);
        assertThat(reached(ASKED, UNKNOWN, stored(-1, 5, 0, 0))).containsExactly(Situation.UNKNOWN_STORED);
        assertThat(reached(ASKED, UNKNOWN)).containsExactly(Situation.UNKNOWN_NOT_STORED);
    }

    @Test
    void effectsThatHappenAgainAreCountedElsewhere() {
        assertThat(new SituationCollector(HEADER).finish(7)[Situation.REDELIVERY.ordinal()])
                .isEqualTo(7);
    }

    @Test
    void eachErrorOfACommit() {
        assertThat(refused(Errors.UNKNOWN_MEMBER_ID)).containsExactly(Situation.REFUSED_UNKNOWN_MEMBER);
        assertThat(refused(Errors.ILLEGAL_GENERATION)).containsExactly(Situation.REFUSED_ILLEGAL_GENERATION);
        assertThat(refused(Errors.REBALANCE_IN_PROGRESS)).containsExactly(Situation.REFUSED_REBALANCE);
        assertThat(refused(Errors.FENCED_INSTANCE_ID)).containsExactly(Situation.REFUSED_FENCED);
        assertThat(refused(Errors.NOT_COORDINATOR)).containsExactly(Situation.REFUSED_MOVED);
        assertThat(refused(Errors.COORDINATOR_LOAD_IN_PROGRESS)).containsExactly(Situation.REFUSED_MOVED);
        assertThat(refused(Errors.OFFSET_METADATA_TOO_LARGE)).isEmpty();
    }

    private static List<Situation> refused(Errors error) {
        return reached(new CommitFact.CommitRefused(1, -1, 0, 1, 0, error));
    }

    @Test
    void anOlderCommitThatIsStoredLater() {
        assertThat(reached(stored(-1, 5, 0, 1), stored(5, 3, 0, 2))).containsExactly(Situation.OLDER_COMMIT_LATER);
        assertThat(reached(stored(-1, 5, 1, 1), stored(5, 3, 0, 2))).isEmpty();
        Fact soughtBack = new RecordFact.ResetExplicit(1, 0, 0, 5, 3, ResetCause.SEEK);
        assertThat(reached(stored(-1, 5, 0, 1), soughtBack, stored(5, 3, 0, 2))).isEmpty();
    }

    @Test
    void theCoordinatorMovesBetweenCommitAndFetch() {
        Fact moved = new GroupFact.CoordinatorMoved(6, 6);
        Fact resumed = new RecordFact.Returned(9, 0, 0, 5, 9);
        assertThat(reached(stored(-1, 5, 1, 0), moved, ASSIGNED, resumed))
                .containsExactly(Situation.FAILOVER_BEFORE_FETCH);
        assertThat(reached(moved, stored(-1, 5, 1, 0), ASSIGNED, resumed)).isEmpty();
        assertThat(reached(stored(-1, 5, 1, 0), ASSIGNED, moved, resumed)).isEmpty();
    }

    @Test
    void aRevocationWithRecordsInHand() {
        Fact revoked = new GroupFact.Revoked(9, 0, new int[] {0});
        assertThat(reached(ASSIGNED, RETURNED, done(0, 0, 3), revoked)).containsExactly(Situation.REVOKED_IN_HAND);
        assertThat(reached(ASSIGNED, RETURNED, done(0, 0, 5), revoked)).isEmpty();
        assertThat(reached(ASSIGNED, revoked)).isEmpty();
    }

    @Test
    void aZombieWorksOnWhatAnotherOwns() {
        Fact evicted = new GroupFact.Evicted(5, 0, EvictionCause.SESSION_TIMEOUT);
        assertThat(reached(evicted, formed(2, 1), done(0, 0, 1))).containsExactly(Situation.ZOMBIE_EFFECT);
        assertThat(reached(evicted, formed(2, 1), done(1, 0, 1))).isEmpty();
        assertThat(reached(evicted, done(0, 0, 1))).isEmpty();
        assertThat(reached(new GroupFact.Lost(9, 0, new int[] {0}))).containsExactly(Situation.PARTITIONS_LOST);
    }

    @Test
    void aZombieOfTheConsumerProtocolWorksOnWhatAnotherMayOwn() {
        Fact evicted = new GroupFact.Evicted(5, 0, EvictionCause.SESSION_TIMEOUT);
        Fact gone = GroupFact.CurrentAssignment.gone(5, 0, 0);
        assertThat(reached(stands(0, 0), evicted, gone, stands(1, 0), done(0, 0, 1)))
                .containsExactly(Situation.ZOMBIE_EFFECT);
        assertThat(reached(stands(0, 0), evicted, gone, done(0, 0, 1))).isEmpty();
        assertThat(reached(stands(0, 0), evicted, gone, stands(1, 0), stands(1), done(0, 0, 1)))
                .isEmpty();
    }

    private static Fact stands(int member, int... partitions) {
        int[] none = {};
        return new GroupFact.CurrentAssignment(6, member, 0, 2, partitions, new int[partitions.length], none, none);
    }

    @Test
    void twoAssignmentsBetweenTwoPolls() {
        assertThat(reached(poll(true), poll(false), target(2), target(3), poll(true)))
                .containsExactly(Situation.TWO_REBALANCES_IN_A_POLL);
        assertThat(reached(poll(true), target(2), poll(false), target(3), poll(true)))
                .isEmpty();
    }

    private static Fact target(int epoch) {
        return new GroupFact.TargetAssignment(4, epoch, new int[] {0}, new int[][] {{0}});
    }

    @Test
    void somebodyJoinsWhileAnotherCloses() {
        Fact closes = new CallFact.CallEntered(1, 0, CallKind.CLOSE);
        Fact closed = new CallFact.CallLeft(3, 0, CallKind.CLOSE, Errors.NONE);
        Fact joined = new GroupFact.Joined(2, 1, 0);
        assertThat(reached(closes, joined, closed)).containsExactly(Situation.REBALANCE_IN_CLOSE);
        assertThat(reached(closes, closed, joined)).isEmpty();
        assertThat(reached(closes, new GroupFact.Left(2, 0), closed)).isEmpty();
    }

    @Test
    void twoGenerationsBetweenTwoPolls() {
        assertThat(reached(poll(true), poll(false), formed(2, 0), formed(3, 0), poll(true)))
                .containsExactly(Situation.TWO_REBALANCES_IN_A_POLL);
        assertThat(reached(poll(true), formed(2, 0), poll(false), formed(3, 0), poll(true)))
                .isEmpty();
        Fact inVain = new CallFact.EmptyPolls(2, 0, 3);
        assertThat(reached(poll(true), poll(false), formed(2, 0), inVain, formed(3, 0), poll(true)))
                .containsExactly(Situation.EMPTY_POLL);
    }

    @Test
    void aDeadLetterAndAGap() {
        assertThat(reached(new RecordFact.Effect(3, 3, 0, 0, 1, 2, Outcome.DEAD_LETTERED, 0)))
                .containsExactly(Situation.DEAD_LETTER);
        Fact gap = new LogFact.Hidden(0, 0, 5, 8);
        assertThat(reached(gap, ASSIGNED, RETURNED, new RecordFact.Returned(4, 0, 0, 8, 9)))
                .containsExactly(Situation.GAP_SKIPPED);
        assertThat(reached(ASSIGNED, RETURNED, new RecordFact.Returned(4, 0, 0, 5, 9)))
                .isEmpty();
    }

    @Test
    void theLogStartsAboveTheCommittedOffset() {
        Fact reset = new RecordFact.ResetExplicit(5, 0, 0, 5, 7, ResetCause.OUT_OF_RANGE);
        Fact start = new LogFact.LogStartMoved(4, 0, 7);
        assertThat(reached(stored(-1, 5, 0, 0), start, reset)).containsExactly(Situation.START_ABOVE_COMMITTED);
        assertThat(reached(stored(-1, 7, 0, 0), start, reset)).isEmpty();
    }

    private static Fact transactionEnded(boolean committed, TransactionEnd why) {
        return new TransactionFact.Ended(8, 0, committed, why);
    }

    @Test
    void eachEndOfATransaction() {
        assertThat(reached(COMMITS, COMMITTED, HAS_COMMITTED)).containsExactly(Situation.TRANSACTION_COMMITTED);
        assertThat(reached(transactionEnded(false, TransactionEnd.PRODUCER)))
                .containsExactly(Situation.TRANSACTION_ABORTED);
        assertThat(reached(transactionEnded(false, TransactionEnd.TIMED_OUT)))
                .containsExactly(Situation.TRANSACTION_TIMED_OUT);
        assertThat(reached(FENCED)).containsExactly(Situation.PRODUCER_FENCED);
    }

    @Test
    void aCrashBeforeTheAnswerOfATransactionThatIsCommittedBeforeItOrAfter() {
        Situation[] both = {Situation.TRANSACTION_COMMITTED, Situation.CRASH_TRANSACTION_COMMITTED};
        assertThat(reached(COMMITS, COMMITTED, CRASHED)).containsExactly(both);
        assertThat(reached(COMMITS, CRASHED, COMMITTED)).containsExactly(both);
        assertThat(reached(COMMITS, COMMITTED, HAS_COMMITTED, CRASHED))
                .containsExactly(Situation.TRANSACTION_COMMITTED);
        assertThat(reached(COMMITS, HAS_COMMITTED, CRASHED, COMMITTED))
                .containsExactly(Situation.TRANSACTION_COMMITTED);
        assertThat(reached(COMMITS, CRASHED, FENCED, COMMITS, COMMITTED, HAS_COMMITTED))
                .containsExactly(Situation.TRANSACTION_COMMITTED, Situation.PRODUCER_FENCED);
        Fact stopped = new ProcessFact.Stopped(9, 0, 0);
        assertThat(reached(COMMITS, stopped, COMMITTED)).containsExactly(Situation.TRANSACTION_COMMITTED);
    }

    /** Neither an output that is not visible yet nor an offset that is not committed yet is what a crash would tear. */
    @Test
    void aCrashInATransactionLeavesNothingBehind() {
        Fact accepted = new RecordFact.Effect(3, 3, 0, 0, 0, 5, Outcome.ACCEPTED, 0);
        Fact sent = new CommitFact.CommitAsked(4, 0, 0, CommitKind.TRANSACTION, 1, Offsets.of(0, 5));
        assertThat(reached(ASSIGNED, RETURNED, accepted, sent, CRASHED, FENCED))
                .containsExactly(Situation.PRODUCER_FENCED);

        Fact visible = new RecordFact.Durable(7, 0, 0, 0, 5);
        Fact moved = new TransactionFact.OffsetsMoved(7, 0, -1, 5, 0, 0);
        assertThat(reached(ASSIGNED, RETURNED, accepted, sent, visible, moved, CRASHED))
                .isEmpty();
        assertThat(reached(ASSIGNED, RETURNED, accepted, visible, CRASHED))
                .containsExactly(Situation.CRASH_AFTER_EFFECT);
        assertThat(reached(ASSIGNED, RETURNED, done(0, 0, 3), accepted, sent, moved, CRASHED))
                .isEmpty();
    }
}
