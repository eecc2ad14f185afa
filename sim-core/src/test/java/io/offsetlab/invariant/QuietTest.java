package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static io.offsetlab.invariant.TestTrace.owned;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import org.junit.jupiter.api.Test;

/** STUCK and RESIDUE are judged when the run is quiet, not before. */
final class QuietTest {

    @Test
    void recordsWithoutEffectAreStuckOnceTheRunIsQuiet() {
        TestTrace trace = oneOwner(10).returnedAndDone(0, 0, 0, 7);
        assertThat(trace.count(InvariantName.STUCK)).isZero();

        trace.quiet();
        assertThat(trace.count(InvariantName.STUCK)).isEqualTo(3);
        assertThat(trace.violation(InvariantName.STUCK).sentence())
                .isEqualTo("STUCK orders-0@7-9: 3 records of the partition have no effect in the end, although all has"
                        + " healed");
    }

    @Test
    void nobodyIsBlamedWhenEveryProcessIsDead() {
        TestTrace trace = oneOwner(10).crashed(0).quiet();

        assertThat(trace.count(InvariantName.STUCK)).isEqualTo(10);
        assertThat(trace.broken()).isEmpty();
        assertThat(oneOwner(10).crashed(0).restarted(0).quiet().broken()).containsExactly(InvariantName.STUCK);
    }

    /** One that is fenced lets the exception out and ends; so does one that is told to leave. */
    @Test
    void nobodyIsBlamedWhenEveryProcessHasEnded() {
        TestTrace trace = oneOwner(10).stopped(0).quiet();

        assertThat(trace.count(InvariantName.STUCK)).isEqualTo(10);
        assertThat(trace.broken()).isEmpty();
        assertThat(oneOwner(10).joined(1).restarted(1).stopped(0).quiet().broken())
                .containsExactly(InvariantName.STUCK);
    }

    /** Member 0 has both partitions; partition 1 is withheld from it and member 1 waits for it. */
    private static TestTrace halfHandedOver() {
        return TestTrace.trace()
                .appended(1, 0, 10)
                .joined(0)
                .formed(owned(0, 1))
                .assigned(0, 0, 1)
                .joined(1)
                .formed(owned(0), owned());
    }

    /** S4.18. */
    @Test
    void nobodyIsBlamedForWhatKafkaLeavesWithoutAnOwnerInAHalfFinishedHandOver() {
        TestTrace trace = halfHandedOver().fenced(0).joined(0).assigned(0, 0).quiet();
        assertThat(trace.count(InvariantName.STUCK)).isEqualTo(10);
        assertThat(trace.broken()).isEmpty();

        TestTrace byItself = halfHandedOver().joined(0).assigned(0, 0).quiet();
        assertThat(byItself.broken()).isEmpty();
        TestTrace byAnother =
                halfHandedOver().fenced(0).joined(2).assigned(2, 0).quiet();
        assertThat(byAnother.broken()).isEmpty();
    }

    @Test
    void aPartitionWithoutAnOwnerIsStuckUnlessItsLastOneTookItsPlaceAgain() {
        assertThat(halfHandedOver().quiet().broken()).containsExactly(InvariantName.STUCK);
        assertThat(halfHandedOver().fenced(1).joined(1).quiet().broken()).containsExactly(InvariantName.STUCK);
        assertThat(halfHandedOver().evicted(0).joined(0).quiet().broken()).containsExactly(InvariantName.STUCK);
    }

    @Test
    void theNextRebalanceHasToGiveItToSomebody() {
        TestTrace trace =
                halfHandedOver().fenced(0).joined(0).formed(owned(0), owned(1)).quiet();
        assertThat(trace.broken()).containsExactly(InvariantName.STUCK);
    }

    @Test
    void processedAndUncommittedRecordsAreResidue() {
        TestTrace trace = oneOwner(10)
                .leavingAtMost(Formula.records(2))
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 8);
        assertThat(trace.quiet().broken()).isEmpty();

        TestTrace more = oneOwner(10)
                .leavingAtMost(Formula.records(2))
                .returnedAndDone(0, 0, 0, 10)
                .committed(0, 0, 7)
                .quiet();
        assertThat(more.count(InvariantName.RESIDUE)).isEqualTo(1);
        assertThat(more.violation(InvariantName.RESIDUE).sentence())
                .isEqualTo("RESIDUE orders-0@7-9: 3 records are processed and uncommitted; declared are at most 2");
    }

    @Test
    void hiddenOffsetsAreNoResidue() {
        TestTrace trace = oneOwner(8)
                .hidden(0, 8, 9)
                .leavingAtMost(Formula.NONE)
                .returnedAndDone(0, 0, 0, 8)
                .committed(0, 0, 8)
                .quiet();

        assertThat(trace.broken()).isEmpty();
    }
}
