package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.ResetCause;
import org.junit.jupiter.api.Test;

/** REWIND, FOREIGN and BEYOND are accepted by Kafka, so only the judge sees them; a sought or administered change is none of them. */
final class OffsetTest {

    @Test
    void goingBackIsARewind() {
        TestTrace trace =
                oneOwner(10).returnedAndDone(0, 0, 0, 10).committed(0, 0, 10).committed(0, 0, 4);

        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
        assertThat(trace.violation(InvariantName.REWIND).sentence())
                .isEqualTo("REWIND orders-0@4: member-1 took the committed offset back from 10 to 4");
    }

    @Test
    void committingTheSameOffsetAgainIsNone() {
        TestTrace trace =
                oneOwner(10).returnedAndDone(0, 0, 0, 10).committed(0, 0, 10).committed(0, 0, 10);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aSeekBackExplainsOneCommit() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 10)
                .seeked(0, 0, 10, 2)
                .committed(0, 0, 4);
        assertThat(trace.count(InvariantName.REWIND)).isZero();

        trace.committed(0, 0, 3);
        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
    }

    @Test
    void aSeekBackExplainsNoCommitBelowItsTarget() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 10)
                .seeked(0, 0, 10, 5)
                .committed(0, 0, 4);

        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
    }

    @Test
    void aSeekBackIsOverOnceTheCommitsHaveComeAsFarAgain() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 6)
                .seeked(0, 0, 6, 2)
                .committed(0, 0, 6)
                .committed(0, 0, 4);

        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
    }

    @Test
    void aResetOutOfRangeExplainsARewindToo() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 15)
                .crashed(0)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.OUT_OF_RANGE)
                .committed(1, 0, 5);

        assertThat(trace.count(InvariantName.REWIND)).isZero();
    }

    @Test
    void anotherMembersSeekExplainsNothing() {
        TestTrace trace = oneOwner(10)
                .joined(1)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 10)
                .seeked(1, 0, 10, 2)
                .committed(0, 0, 4);

        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
    }

    @Test
    void rollingBackAndAdministeringAreNoRewinds() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 8)
                .asked(0, 0, 10)
                .applied(0, 0, 10)
                .rolledBack(0, 8)
                .altered(0, 2)
                .applied(-1, 0, 1);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void committingForAnotherOwnerIsForeign() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .joined(1)
                .revoked(0, 0)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .returnedAndDone(1, 0, 5, 10)
                .committed(0, 0, 5);

        assertThat(trace.count(InvariantName.FOREIGN)).isEqualTo(1);
        assertThat(trace.violation(InvariantName.FOREIGN).sentence())
                .isEqualTo("FOREIGN orders-0@5: member-1 committed 5, but in generation 2 member-2 owns the partition");
    }

    @Test
    void committingInACooperativeRevocationIsNotForeign() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .formed(owned(), owned())
                .revoked(0, 0)
                .committed(0, 0, 5);
        assertThat(trace.broken()).isEmpty();

        trace.committed(1, 0, 5);
        assertThat(trace.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void theSuccessorOwnsThePartitionBeforeItKnows() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .revoked(0, 0)
                .formed(owned(), owned(0))
                .committed(0, 0, 5);

        assertThat(trace.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void onlyTheLastOwnerMayCommitWhatNobodyOwns() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .revoked(0, 0)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .revoked(1, 0)
                .formed(owned(), owned())
                .committed(1, 0, 5);
        assertThat(trace.broken()).isEmpty();

        trace.committed(0, 0, 5);
        assertThat(trace.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void aCommitOfTheFormerGenerationDuringTheJoinIsNotForeign() {
        TestTrace trace =
                oneOwner(10).returnedAndDone(0, 0, 0, 5).joined(1).revoked(0, 0).committed(0, 0, 5);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void theSuccessorOfAFencedMemberOwnsItsPartitions() {
        TestTrace trace = oneOwner(10)
                .fenced(0)
                .joined(1)
                .assigned(1, 0)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 5)
                .committed(1, 0, 5);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.judge().ledger().owner(0)).isEqualTo(1);
    }

    /** Member 0 was kept without joining again, as only static ones are; member 1 has its partition and has committed. */
    private static TestTrace passedBy() {
        return oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 7)
                .committed(1, 0, 7);
    }

    /** S4.21: in the listener that is told to give the partition up, in a generation of which the member is not told yet. */
    @Test
    void whatIsCommittedOnTheRevocationThatAMissedGenerationLeftOverIsCountedAndNotJudged() {
        TestTrace trace = passedBy()
                .formed(owned(), owned(0))
                .revoked(0, 0)
                .committed(0, 0, 5)
                .assigned(0);
        assertThat(trace.count(InvariantName.FOREIGN)).isEqualTo(1);
        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
        assertThat(trace.broken()).doesNotContain(InvariantName.FOREIGN, InvariantName.REWIND);

        trace.committed(0, 0, 6);
        assertThat(trace.broken()).contains(InvariantName.FOREIGN);
    }

    @Test
    void itsSuccessorMayTakeBackWhatWasCommittedSo() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 5)
                .joined(1)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .formed(owned(), owned(0))
                .committed(0, 0, 5)
                .assigned(0)
                .returnedAndDone(1, 0, 0, 3)
                .committed(1, 0, 3);
        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(1);
        assertThat(trace.broken()).doesNotContain(InvariantName.REWIND);

        trace.committed(1, 0, 2);
        assertThat(trace.broken()).contains(InvariantName.REWIND);
    }

    /** A zombie that is told late of an older generation is not the one that had the partition last. */
    @Test
    void whoHadItLastIsSaidByTheCoordinatorNotByALateClient() {
        TestTrace trace = oneOwner(10)
                .joined(1)
                .revoked(0, 0)
                .formed(owned(), owned(0))
                .assigned(1, 0)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 5)
                .assigned(2, 0)
                .formed(owned(), owned())
                .committed(1, 0, 5);
        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void whoHasMissedNoGenerationIsJudged() {
        assertThat(passedBy().revoked(0, 0).committed(0, 0, 5).broken())
                .contains(InvariantName.FOREIGN, InvariantName.REWIND);
    }

    @Test
    void theLogEndMayBeCommittedAndNothingAbove() {
        TestTrace trace = oneOwner(10).returnedAndDone(0, 0, 0, 10).committed(0, 0, 10);
        assertThat(trace.broken()).isEmpty();

        trace.committed(0, 0, 11);
        assertThat(trace.violation(InvariantName.BEYOND).sentence())
                .isEqualTo("BEYOND orders-0@11: member-1 committed 11, but the log ends at 10");
    }

    @Test
    void aSeekBackExplainsACommitOfItsTarget() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 10)
                .seeked(0, 0, 10, 4)
                .committed(0, 0, 4);

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.committed(0, 0, 3).violation(InvariantName.REWIND).to())
                .isEqualTo(4);
    }

    @Test
    void aSeekBackIsNotOverBeforeTheCommitsHaveComeAsFarAgain() {
        TestTrace below = oneOwner(12)
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 3)
                .seeked(0, 0, 10, 2)
                .committed(0, 0, 5)
                .committed(0, 0, 4);
        assertThat(below.broken()).isEmpty();

        TestTrace same = oneOwner(12)
                .returnedAndDone(0, 0, 0, 12)
                .committed(0, 0, 10)
                .seeked(0, 0, 12, 2)
                .committed(0, 0, 10)
                .committed(0, 0, 4);
        assertThat(same.broken()).isEmpty();
    }

    @Test
    void theSentenceNamesWhoeverOwnsThePartition() {
        TestTrace first = oneOwner(10).joined(1).committed(1, 0, 0);
        assertThat(first.violation(InvariantName.FOREIGN).sentence())
                .endsWith("but in generation 1 member-1 owns the partition");

        TestTrace nobody = oneOwner(10).joined(1).formed(owned(), owned()).committed(1, 0, 0);
        assertThat(nobody.violation(InvariantName.FOREIGN).sentence())
                .endsWith("but in generation 2 nobody owns the partition");
    }

    @Test
    void whatTheCoordinatorGaveToNobodyBelongsToNobodyWhateverAClientThinks() {
        TestTrace trace = TestTrace.trace()
                .appended(0, 0, 5)
                .joined(0)
                .formed(owned())
                .assigned(0, 0)
                .committed(0, 0, 0);

        assertThat(trace.broken()).containsExactly(InvariantName.FOREIGN);
    }

    @Test
    void eachInvariantIsReportedOnceAndOfOneFactTheFirstIsTheFirst() {
        TestTrace trace = oneOwner(5).committed(0, 0, 7).committed(0, 0, 3).committed(0, 0, 2);

        assertThat(trace.broken()).containsExactly(InvariantName.BEYOND, InvariantName.LOSS, InvariantName.REWIND);
        assertThat(trace.count(InvariantName.REWIND)).isEqualTo(2);
        Violation first = trace.judge().firstBrokenPromise();
        assertThat(first).isNotNull();
        assertThat(first.invariant()).isEqualTo(InvariantName.BEYOND);
    }

    @Test
    void whoeverWasGivenThePartitionMayCommitBeforeItIsTold() {
        TestTrace trace = oneOwner(10).joined(1).formed(owned(), owned(0)).committed(1, 0, 0);
        assertThat(trace.broken()).isEmpty();

        trace.formed(owned(), owned()).committed(1, 0, 0);
        assertThat(trace.broken()).containsExactly(InvariantName.FOREIGN);
        TestTrace used = oneOwner(10)
                .joined(1)
                .formed(owned(), owned(0))
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .formed(owned(), owned())
                .committed(1, 0, 0);
        assertThat(used.broken()).containsExactly(InvariantName.FOREIGN);
    }
}
