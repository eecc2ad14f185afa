package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import org.junit.jupiter.api.Test;

/** Offsets that are sent to a transaction: who may, is decided when they are taken; what they do, when they move. */
final class TransactionRuleTest {

    private static TestTrace asked(TestTrace trace, int member, int commit, long offset) {
        return trace.fact(new CommitFact.CommitAsked(
                trace.now(), member, commit, CommitKind.TRANSACTION, 1, Offsets.of(0, offset)));
    }

    private static TestTrace pending(TestTrace trace, int member, int generation, int commit, long offset) {
        return trace.fact(new TransactionFact.OffsetsPending(trace.now(), 0, offset, member, generation, commit));
    }

    private static TestTrace moved(TestTrace trace, int member, int commit, long from, long to) {
        return trace.fact(new TransactionFact.OffsetsMoved(trace.now(), 0, from, to, member, commit));
    }

    private static TestTrace done() {
        return oneOwner(10).returnedAndDone(0, 0, 0, 5).promising(InvariantName.LOSS);
    }

    private static String fault(TestTrace trace) {
        return trace.violation(InvariantName.ENGINE).sentence();
    }

    @Test
    void offsetsOfACurrentMemberAreTakenAndMoved() {
        TestTrace trace = moved(pending(asked(done(), 0, 0, 5), 0, 1, 0, 5), 0, 0, -1, 5);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.judge().ledger().committed(0)).isEqualTo(5);
        assertThat(trace.judge().ledger().resumePoint(0)).isEqualTo(5);
    }

    @Test
    void offsetsOfAnotherGenerationAreNot() {
        assertThat(fault(pending(done(), 0, 0, 7, 5)))
                .isEqualTo("ENGINE orders-0@5: an offset of member-1 in generation 0 was taken into its transaction,"
                        + " but the generation is 1");
        assertThat(fault(pending(done().evicted(0), 0, 1, 7, 5))).endsWith("but it is no member");
        assertThat(pending(done(), 0, 0, 7, 5).violation(InvariantName.ENGINE).commit())
                .isEqualTo(7);
    }

    /** S9.2 */
    @Test
    void whoeverSaysNothingOfAGenerationIsTaken() {
        assertThat(pending(done().evicted(0), 0, -1, 0, 5).broken()).isEmpty();
    }

    @Test
    void theEpochOfTheConsumerProtocolCountsToo() {
        TestTrace trace = done();
        trace.fact(new GroupFact.TargetAssignment(trace.now(), 3, owned(0), new int[][] {{0}}))
                .fact(new GroupFact.CurrentAssignment(trace.now(), 0, 0, 3, owned(0), owned(2), owned(), owned()));
        assertThat(pending(trace, 0, 2, 0, 5).broken()).isEmpty();

        assertThat(fault(pending(trace, 0, 1, 0, 5)))
                .endsWith("but it is in another epoch and has not held the partition since");
    }

    @Test
    void whatIsTakenForAPartitionOfAnotherIsForeign() {
        TestTrace trace = done().joined(1);
        assertThat(pending(trace, 0, 1, 0, 5).count(InvariantName.FOREIGN)).isZero();

        TestTrace foreign = done().joined(1).formed(owned(), owned(0));
        assertThat(pending(foreign, 0, 2, 0, 5).violation(InvariantName.FOREIGN).sentence())
                .isEqualTo("FOREIGN orders-0@5: member-1 committed 5, but in generation 2 member-2 owns the partition");
        TestTrace unsaid = done().joined(1).formed(owned(), owned(0));
        assertThat(pending(unsaid, 0, -1, 0, 5).broken()).isEmpty();
        TestTrace stranger = done().joined(1).formed(owned(0), owned());
        assertThat(pending(stranger, 1, 2, 0, 5).broken()).containsExactly(InvariantName.FOREIGN);
        TestTrace zero = TestTrace.trace().joined(0);
        zero.fact(new GroupFact.GenerationFormed(zero.now(), 0, owned(0), new int[][] {{}}));
        assertThat(pending(zero, 0, 0, 0, 0).broken()).containsExactly(InvariantName.FOREIGN);
    }

    /** S4.21 */
    @Test
    void whatIsSentBeforeALateRevocationIsCountedAndNotJudged() {
        TestTrace late = done().joined(1).formed(owned(), owned(0)).formed(owned(), owned(0));
        pending(asked(late, 0, 0, 5), 0, 3, 0, 5);
        assertThat(late.count(InvariantName.FOREIGN)).isEqualTo(1);
        assertThat(late.broken()).isEmpty();

        pending(late, 0, 3, 1, 5);
        assertThat(late.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void inTheConsumerProtocolNoRevocationIsLate() {
        TestTrace trace = done().joined(1).formed(owned(), owned(0)).formed(owned(), owned(0));
        trace.fact(new GroupFact.TargetAssignment(trace.now(), 4, owned(0, 1), new int[][] {{}, {0}}))
                .fact(new GroupFact.CurrentAssignment(trace.now(), 0, 0, 4, owned(), owned(), owned(), owned()))
                .fact(new GroupFact.CurrentAssignment(trace.now(), 1, 0, 4, owned(0), owned(4), owned(), owned()));

        assertThat(pending(asked(trace, 0, 0, 5), 0, 4, 0, 5).broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void whatMovesReplacesWhatWasStored() {
        assertThat(fault(moved(done(), 0, 0, 3, 5)))
                .isEqualTo("ENGINE orders-0: the stored offset is said to be 3, but it was -1");
        TestTrace beyond = moved(done(), 0, 0, -1, 11);
        assertThat(beyond.broken()).contains(InvariantName.BEYOND, InvariantName.LOSS);
        TestTrace back = moved(moved(done(), 0, 0, -1, 5), 0, 1, 5, 4);
        assertThat(back.broken()).containsExactly(InvariantName.REWIND);
    }

    @Test
    void whatHasMovedStays() {
        TestTrace trace = moved(done(), 0, 0, -1, 3).asked(0, 0, 4);
        trace.fact(new CommitFact.CommitApplied(trace.now(), 0, 3, 4, 0, 1, 0));
        trace.fact(new CommitFact.CommitRolledBack(trace.now(), 0, 4, 3));
        assertThat(trace.broken()).isEmpty();

        trace.fact(new CommitFact.CommitRolledBack(trace.now(), 0, 3, -1));
        assertThat(fault(trace)).contains("a new coordinator went back from 3 to -1");
    }

    @Test
    void whatIsSentToATransactionIsNoOutstandingCommitAndAllowsNoRepeats() {
        TestTrace trace = asked(done(), 0, 0, 5);
        assertThat(trace.judge().ledger().outstanding(0).offsets(0)).isNull();

        TestTrace repeated = asked(done(), 0, 0, 5)
                .crashed(0)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 5)
                .ended();
        assertThat(repeated.incidents().get(0).parts().get(0).allowed())
                .isEqualTo(done().crashed(0)
                        .handOver(0, 1)
                        .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                        .returnedAndDone(1, 0, 0, 5)
                        .ended()
                        .incidents()
                        .get(0)
                        .parts()
                        .get(0)
                        .allowed());
    }

    /** Either fact shows that somebody produces in transactions; without one there is nothing to tear. */
    @Test
    void outputsAndOffsetsAreComparedOnceThereAreTransactions() {
        RecordFact.Durable visible = new RecordFact.Durable(5_000, 0, 0, 0, 5);
        TransactionFact.Ended ended = new TransactionFact.Ended(5_000, 0, true, TransactionEnd.PRODUCER);
        TestTrace without = oneOwner(10)
                .promising(InvariantName.ATOMIC)
                .returned(0, 0, 0, 5)
                .fact(visible)
                .fact(ended);
        assertThat(without.count(InvariantName.ATOMIC)).isZero();

        TestTrace with = oneOwner(10).promising(InvariantName.ATOMIC).returned(0, 0, 0, 5);
        pending(with, 0, 1, 0, 5).fact(visible).fact(ended);
        assertThat(with.count(InvariantName.ATOMIC)).isEqualTo(5);
    }
}
