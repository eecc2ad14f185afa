package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.ResetCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The coordinator's own rules have to hold in every run, or the simulation is worth nothing. */
final class CoordinatorTest {

    @Test
    void aPartitionHasOneOwnerInAGeneration() {
        TestTrace trace = TestTrace.trace().joined(0, 1).formed(owned(0, 1), owned(1));

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-1: generation 1 gives the partition to member-1 and to member-2");
    }

    @Test
    void theNextGenerationMayGiveItToAnother() {
        TestTrace trace = TestTrace.trace().joined(0, 1).formed(owned(0, 1)).formed(owned(0), owned(1));

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anEvictedMemberMustNotCommit() {
        TestTrace trace = oneOwner(5).returnedAndDone(0, 0, 0, 5).evicted(0).committed(0, 0, 5);

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0@5: a commit of member-1 in generation 1 was accepted, but it is no member");
    }

    @Test
    void anOldGenerationMustNotCommit() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .formed(owned(0))
                .asked(0, 0, 5)
                .applied(0, 0, 5, 1)
                .answered(0);

        assertThat(trace.violation(InvariantName.ENGINE).sentence()).endsWith("but the generation is 2");
    }

    @Test
    void whoeverIsBackUnderANewLifeStaysAMemberWhenTheFormerIsEvicted() {
        TestTrace trace = oneOwner(5)
                .crashed(0)
                .restarted(0)
                .joined(0)
                .evicted(0)
                .formed(owned(0))
                .assigned(0, 0)
                .reset(0, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void anotherCoordinatorKnowsWhoHasGoneSinceTheLastAssignment() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .evicted(0)
                .coordinatorMoved()
                .committed(0, 0, 5);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void withoutAGenerationOnlyAnEmptyGroupTakesCommits() {
        TestTrace trace = TestTrace.trace().appended(0, 0, 5).asked(0, 0, 0).applied(0, 0, 0, -1);
        assertThat(trace.broken()).isEmpty();

        trace.joined(1).asked(0, 0, 0).applied(0, 0, 0, -1);
        assertThat(trace.broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void aCommitReplacesWhatWasStored() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 5)
                .fact(new CommitFact.CommitApplied(5000, 0, 3, 5, 0, 1, 0));

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0@5: the commit replaced 3, but -1 was stored");
    }

    @Test
    void whatWasAcknowledgedStays() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 4)
                .coordinatorMoved()
                .rolledBack(0, -1);

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0: a new coordinator went back from 4 to -1, but a later commit was"
                        + " acknowledged");
    }

    @Test
    void whatWasStoredBeforeTheLastAcknowledgedMustNotComeBack() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 2)
                .applied(0, 0, 2)
                .committed(0, 0, 4)
                .rolledBack(0, 2);

        assertThat(trace.broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void whatWasNotAcknowledgedMayGoOneByOne() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 2)
                .asked(0, 0, 3)
                .applied(0, 0, 3)
                .asked(0, 0, 4)
                .applied(0, 0, 4)
                .coordinatorMoved()
                .rolledBack(0, 3)
                .rolledBack(0, 2);
        assertThat(trace.broken()).isEmpty();

        trace.rolledBack(0, -1);
        assertThat(trace.broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void whatWasRolledBackMustNotBeAcknowledged() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .rolledBack(0, -1)
                .answered(0);

        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE commit 0 of member-1 was acknowledged, but not stored");
    }

    @Test
    void whatIsRolledBackOrAlteredIsWhatWasStored() {
        TestTrace rolledBack = oneOwner(5).fact(new CommitFact.CommitRolledBack(5000, 0, 3, -1));
        assertThat(rolledBack.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0: the stored offset is said to be 3, but it was -1");

        TestTrace altered = oneOwner(5).fact(new CommitFact.OffsetsAltered(5000, 0, 3, 2));
        assertThat(altered.violation(InvariantName.ENGINE).sentence())
                .isEqualTo("ENGINE orders-0: the stored offset is said to be 3, but it was -1");
    }

    @Test
    void goingBackToWhatIsStoredTakesNothing() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 4)
                .applied(0, 0, 4)
                .rolledBack(0, 4);
        assertThat(trace.broken()).isEmpty();

        assertThat(trace.answered(0).broken()).isEmpty();
    }

    @Test
    void onlyWhatWasStoredLaterIsTaken() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 3)
                .applied(0, 0, 3)
                .asked(0, 0, 4)
                .applied(0, 0, 4)
                .rolledBack(0, 3);

        assertThat(trace.answered(0, 0).broken()).isEmpty();
        assertThat(trace.answered(0, 1).broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void eachFaultOfACoordinatorIsCountedOnce() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 4)
                .rolledBack(0, -1)
                .asked(0, 0, 2)
                .applied(0, 0, 2)
                .rolledBack(0, -1);

        assertThat(trace.count(InvariantName.ENGINE)).isEqualTo(1);
    }

    @Test
    void whatAnAdministratorStoredStays() {
        TestTrace trace = oneOwner(5)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 4)
                .altered(0, 2)
                .asked(0, 0, 3)
                .applied(0, 0, 3)
                .rolledBack(0, 2);
        assertThat(trace.broken()).isEmpty();

        assertThat(trace.rolledBack(0, 4).broken()).containsExactly(InvariantName.ENGINE);
    }

    @Test
    void generationZeroIsOneOfAGroup() {
        TestTrace trace = oneOwner(5).returnedAndDone(0, 0, 0, 5).asked(0, 0, 5).applied(0, 0, 5, 0);
        assertThat(trace.violation(InvariantName.ENGINE).sentence())
                .endsWith("in generation 0 was accepted, but the generation is 1");

        TestTrace beforeAny = TestTrace.trace().appended(0, 0, 5).asked(0, 0, 0).applied(0, 0, 0, 0);
        assertThat(beforeAny.broken()).containsExactly(InvariantName.ENGINE, InvariantName.FOREIGN);
    }

    @Test
    void aCommitIsOutstandingUntilItIsAnsweredOrItsProcessIsGone() {
        TestTrace asked = oneOwner(5).returnedAndDone(0, 0, 0, 5).asked(0, 0, 5);
        assertThat(asked.judge().ledger().outstanding(0).offsets(0)).isNotNull();
        assertThat(asked.applied(0, 0, 5)
                        .answered(0)
                        .judge()
                        .ledger()
                        .outstanding(0)
                        .offsets(0))
                .isNull();
        for (Fact end : List.of(
                new CommitFact.CommitUnknown(5000, 0, 0),
                new ProcessFact.Crashed(5000, 0, 0),
                new ProcessFact.Stopped(5000, 0, 0))) {
            TestTrace trace = oneOwner(5).asked(0, 0, 0).fact(end);
            assertThat(trace.judge().ledger().outstanding(0).offsets(0))
                    .as(end.toString())
                    .isNull();
        }
    }

    @Test
    void anotherCoordinatorMayFindTheGroupEmpty() {
        TestTrace trace = oneOwner(5).asked(0, 0, 0).coordinatorMoved().applied(0, 0, 0, -1);

        assertThat(trace.broken()).isEmpty();
    }
}
