package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.ResetCause;
import org.junit.jupiter.api.Test;

/** LOSS has to be seen at the commit that causes it, not at the crash that makes it hurt, and only where nobody asked for it. */
final class LossTest {

    @Test
    void committingWhatIsDoneLosesNothing() {
        TestTrace trace = oneOwner(10).returnedAndDone(0, 0, 0, 10).committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.count(InvariantName.LOSS)).isZero();
    }

    @Test
    void committingBeforeTheEffectIsALossAtTheCommit() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 10).done(0, 0, 0, 7);
        int applied = trace.facts().size() + 1;
        trace.committed(0, 0, 10);

        Violation loss = trace.violation(InvariantName.LOSS);
        assertThat(loss.factNumber()).isEqualTo(applied);
        assertThat(loss.from()).isEqualTo(7);
        assertThat(loss.to()).isEqualTo(10);
        assertThat(loss.commit()).isZero();
        assertThat(loss.cause()).isEqualTo(Cause.COMMIT);
        assertThat(loss.sentence())
                .isEqualTo("LOSS orders-0@7-9: member-1 committed 10, but 7-9 have no effect; 7 was returned to"
                        + " member-1, which still holds the partition");
        assertThat(trace.count(InvariantName.LOSS)).isEqualTo(3);
    }

    @Test
    void theSentenceNamesWhoTheRecordDiedWith() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 8)
                .done(0, 0, 0, 7)
                .crashed(0)
                .handOver(0, 1)
                .returned(1, 0, 8, 10)
                .done(1, 0, 8, 10)
                .committed(1, 0, 10);

        assertThat(trace.violation(InvariantName.LOSS).sentence())
                .isEqualTo("LOSS orders-0@7: member-2 committed 10, but 7 has no effect; it was returned to member-1,"
                        + " which crashed");
    }

    @Test
    void aRecordThatIsDoneLaterIsNoLongerLostButWasOnce() {
        TestTrace trace = oneOwner(10).returned(0, 0, 0, 10).committed(0, 0, 10).done(0, 0, 0, 10);

        assertThat(trace.judge().verdict()).isEqualTo(Verdict.BROKEN);
        assertThat(trace.count(InvariantName.LOSS)).isZero();
    }

    @Test
    void aRecordInTheMiddleIsLost() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 10)
                .done(0, 0, 0, 4)
                .done(0, 0, 5, 10)
                .committed(0, 0, 10);

        assertThat(trace.violation(InvariantName.LOSS).from()).isEqualTo(4);
        assertThat(trace.judge().ledger().lost(0).toString()).isEqualTo("4");
    }

    @Test
    void whatFailedOrWasRefusedHasNoEffect() {
        TestTrace trace = oneOwner(3)
                .returned(0, 0, 0, 3)
                .done(0, 0, 0, 1)
                .effect(0, 0, 1, 2, Outcome.FAILED)
                .effect(0, 0, 2, 3, Outcome.REFUSED)
                .committed(0, 0, 3);

        assertThat(trace.count(InvariantName.LOSS)).isEqualTo(2);
    }

    @Test
    void whatWasLeftOutOnPurposeIsNotLost() {
        TestTrace trace = oneOwner(3)
                .returned(0, 0, 0, 3)
                .done(0, 0, 0, 2)
                .effect(0, 0, 2, 3, Outcome.SKIPPED)
                .committed(0, 0, 3);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void gapsAndDeletedRecordsAreNotLost() {
        TestTrace trace = TestTrace.trace()
                .hidden(0, 4, 6)
                .appended(0, 0, 10)
                .logStart(0, 2)
                .joined(0)
                .formed(TestTrace.owned(0))
                .assigned(0, 0)
                .reset(0, 0, -1, 2, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(0, 0, 2, 4)
                .returnedAndDone(0, 0, 6, 10)
                .committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aLogThatBeginsAboveZeroHasNothingBelow() {
        TestTrace trace = TestTrace.trace()
                .appended(0, 17, 20)
                .joined(0)
                .formed(TestTrace.owned(0))
                .assigned(0, 0)
                .reset(0, 0, -1, 17, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(0, 0, 17, 20)
                .committed(0, 0, 20);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aCommitBeyondTheEndLosesTheRecordsThatComeLater() {
        TestTrace trace = oneOwner(5).returnedAndDone(0, 0, 0, 5).committed(0, 0, 7);
        assertThat(trace.broken()).containsExactly(InvariantName.BEYOND);

        trace.appended(0, 5, 10);
        assertThat(trace.broken()).containsExactly(InvariantName.BEYOND, InvariantName.LOSS);
        assertThat(trace.violation(InvariantName.LOSS).from()).isEqualTo(5);
        assertThat(trace.violation(InvariantName.LOSS).factNumber())
                .isEqualTo(trace.facts().size() - 1);
        assertThat(trace.count(InvariantName.LOSS)).isEqualTo(2);
    }

    @Test
    void whatASeekJumpsOverIsSkippedOnRequest() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .seeked(0, 0, 3, 8)
                .returnedAndDone(0, 0, 8, 10)
                .committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void whatWasSeekedBackToIsToBeReadAfterAll() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .seeked(0, 0, 3, 8)
                .seeked(0, 0, 8, 5)
                .returned(0, 0, 5, 10)
                .committed(0, 0, 10);

        Violation loss = trace.violation(InvariantName.LOSS);
        assertThat(loss.from()).isEqualTo(5);
        assertThat(trace.count(InvariantName.LOSS)).isEqualTo(5);
    }

    @Test
    void whatIsDeletedAfterItWasSkippedNeedNoLongerBeRead() {
        TestTrace trace = oneOwner(10)
                .seeked(0, 0, 0, 5)
                .logStart(0, 4)
                .seeked(0, 0, 5, 4)
                .returnedAndDone(0, 0, 4, 10)
                .committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void seekingBackOverWhatIsDoneForgetsNoEffect() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .seeked(0, 0, 3, 8)
                .returnedAndDone(0, 0, 8, 10)
                .seeked(0, 0, 10, 0)
                .seeked(0, 0, 0, 3)
                .returnedAndDone(0, 0, 3, 8)
                .committed(0, 0, 10);

        assertThat(trace.broken()).containsExactly(InvariantName.ORDER);
    }

    @Test
    void whatAResetJumpsOverIsLostByTheReset() {
        TestTrace trace = oneOwner(10)
                .reset(0, 0, -1, 6, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(0, 0, 6, 10)
                .committed(0, 0, 10);

        Violation loss = trace.violation(InvariantName.LOSS);
        assertThat(loss.cause()).isEqualTo(Cause.RESET);
        assertThat(loss.sentence()).endsWith("but 0-5 have no effect; a reset had jumped over 0");
    }

    @Test
    void whatAnAdministratorPassesIsSkippedOnRequest() {
        TestTrace trace = oneOwner(10).altered(0, 6);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.count(InvariantName.LOSS)).isZero();
    }

    @Test
    void aCommitThatIsRolledBackTakesTheLossAlong() {
        TestTrace trace = oneOwner(10)
                .returned(0, 0, 0, 10)
                .asked(0, 0, 10)
                .applied(0, 0, 10)
                .coordinatorMoved()
                .rolledBack(0, -1);

        assertThat(trace.broken()).containsExactly(InvariantName.LOSS);
        assertThat(trace.count(InvariantName.LOSS)).isZero();
    }

    @Test
    void withAnExternalStoreItsOffsetIsTheResumePoint() {
        TestTrace trace = oneOwner(10)
                .storing()
                .returned(0, 0, 0, 10)
                .done(0, 0, 0, 4)
                .stored(0, 0, 0, 4)
                .committed(0, 0, 10);
        assertThat(trace.broken()).isEmpty();

        trace.done(0, 0, 4, 5).stored(0, 0, 4, 6);
        assertThat(trace.violation(InvariantName.LOSS).sentence())
                .startsWith("LOSS orders-0@5: member-1 wrote 6 to the store, but 5 has no effect");
    }
}
