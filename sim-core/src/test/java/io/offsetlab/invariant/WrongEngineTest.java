package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunFact;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What an engine with a bug would do, which no run of a right one shows. */
final class WrongEngineTest {

    private static String fault(TestTrace trace) {
        return trace.violation(InvariantName.ENGINE).sentence();
    }

    @Test
    void whatIsStoredIsWhatItsCommitCarried() {
        TestTrace trace = oneOwner(5).returnedAndDone(0, 0, 0, 5).asked(0, 0, 4).applied(0, 0, 5);

        assertThat(fault(trace)).isEqualTo("ENGINE orders-0@5: 5 was stored, but that is not what the commit carried");
    }

    @Test
    void aCommitStoresNoPartitionThatItDidNotCarry() {
        TestTrace trace = oneOwner(5).appended(1, 0, 9).asked(0, 0, 0).applied(0, 1, 0);

        assertThat(fault(trace)).endsWith("that is not what the commit carried");
    }

    @Test
    void aCommitOfAFormerLifeThatComesLateIsNotThatOfThisOne() {
        TestTrace trace = oneOwner(5).returnedAndDone(0, 0, 0, 5);
        trace.fact(new GroupFact.Joined(trace.now(), 0, 1)).formed(owned(0)).asked(0, 0, 5);

        assertThat(fault(trace.applied(0, 0, 3, 1))).endsWith("but the generation is 2");
    }

    @Test
    void aMemberOfTheGenerationInForceIsNoStranger() {
        TestTrace trace = oneOwner(5).asked(0, 0, 0);
        assertThat(trace.fact(refused(trace, Errors.ILLEGAL_GENERATION)).broken())
                .isEmpty();

        assertThat(fault(trace.fact(refused(trace, Errors.UNKNOWN_MEMBER_ID))))
                .isEqualTo("ENGINE a commit of member-1 was refused with UNKNOWN_MEMBER_ID, but it is a member of"
                        + " generation 1");
    }

    @Test
    void whoeverHasGoneOrStartedAnewMayBeAStranger() {
        TestTrace gone = oneOwner(5).evicted(0).asked(0, 0, 0);
        assertThat(gone.fact(refused(gone, Errors.UNKNOWN_MEMBER_ID)).broken()).isEmpty();

        TestTrace anew = oneOwner(5).crashed(0).restarted(0).asked(0, 0, 0);
        assertThat(anew.fact(refused(anew, Errors.UNKNOWN_MEMBER_ID)).broken()).isEmpty();
    }

    private static CommitFact.CommitRefused refused(TestTrace trace, Errors error) {
        return new CommitFact.CommitRefused(trace.now(), -1, 0, 1, 0, error);
    }

    @Test
    void answersComeInTheOrderOfTheirCommits() {
        TestTrace trace =
                oneOwner(5).asked(0, 0, 0).applied(0, 0, 0).asked(0, 0, 0).applied(0, 0, 0);
        assertThat(trace.answered(0, 0).answered(0, 1).broken()).isEmpty();

        trace = oneOwner(5).asked(0, 0, 0).applied(0, 0, 0).asked(0, 0, 0).applied(0, 0, 0);
        assertThat(fault(trace.answered(0, 1).answered(0, 0)))
                .isEqualTo("ENGINE commit 0 of member-1 was answered, but commit 1 had been answered before");
    }

    @Test
    void nobodyWaitsForAnAnswerForEver() {
        TestTrace trace = oneOwner(0).asked(0, 0, 0);
        assertThat(trace.fact(new RunFact.Quiet(trace.now() + 30_000_000, true)).broken())
                .isEmpty();

        assertThat(fault(trace.fact(new RunFact.Quiet(trace.now() + 30_002_000, true))))
                .isEqualTo("ENGINE commit 0 of member-1 is still waited for, past request.timeout.ms");
    }

    @Test
    void aGenerationHasAHigherNumberThanTheOneBefore() {
        TestTrace trace = oneOwner(5);
        trace.fact(new GroupFact.GenerationFormed(trace.now(), 1, owned(0), new int[][] {{0}}));

        assertThat(fault(trace)).isEqualTo("ENGINE generation 1 was formed after generation 1");
    }

    @Test
    void aGroupThatAllHaveLeftMayBeginAgain() {
        TestTrace trace = oneOwner(5).left(0);
        trace.joined(0).fact(new GroupFact.GenerationFormed(trace.now(), 1, owned(0), new int[][] {{0}}));

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void nothingIsFetchedBeforeItIsInTheLog() {
        TestTrace trace = oneOwner(5);
        assertThat(trace.fact(new RecordFact.Fetched(trace.now(), 0, 0, 0, 5)).broken())
                .isEmpty();

        assertThat(fault(trace.fact(new RecordFact.Fetched(trace.now(), 0, 0, 5, 7))))
                .isEqualTo("ENGINE orders-0@5-6: member-1 got records up to 6, but the log ends at 5");
    }

    @Test
    void nobodyIsResetForWantOfAnOffsetThatIsThere() {
        TestTrace trace = oneOwner(9)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED);

        assertThat(fault(trace))
                .isEqualTo("ENGINE orders-0@0: member-2 was reset as if nothing was committed, but the committed"
                        + " offset is 5");
        assertThat(trace.violation(InvariantName.ENGINE).to()).isEqualTo(1);
    }

    @Test
    void anOffsetMayBeCommittedWhileSomebodyIsReset() {
        TestTrace trace = oneOwner(9)
                .returnedAndDone(0, 0, 0, 5)
                .handOver(0, 1)
                .altered(0, 5)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED);

        assertThat(trace.broken()).doesNotContain(InvariantName.ENGINE);
    }

    @Test
    void aProcessThatHasEndedDoesNothingMore() {
        TestTrace trace =
                oneOwner(9).returned(0, 0, 0, 5).crashed(0).done(0, 0, 0, 3).done(0, 0, 3, 5);

        assertThat(fault(trace)).isEqualTo("ENGINE orders-0@0-2: member-1 worked on, but its process has ended");
        assertThat(trace.count(InvariantName.ENGINE)).isEqualTo(1);
    }
}
