package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.ResetCause;
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
}
