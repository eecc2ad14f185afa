package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
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
                .isEqualTo("STUCK orders-0@7-9: 3 records of the partition have no effect, all at or above the resume"
                        + " point -1");
    }

    @Test
    void nobodyIsBlamedWhenEveryProcessIsDead() {
        TestTrace trace = oneOwner(10).crashed(0).quiet();

        assertThat(trace.count(InvariantName.STUCK)).isEqualTo(10);
        assertThat(trace.broken()).isEmpty();
        assertThat(oneOwner(10).crashed(0).restarted(0).quiet().broken()).containsExactly(InvariantName.STUCK);
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
                .isEqualTo("RESIDUE orders-0@7-9: 3 records are processed and uncommitted; declared are at most 2, 2");
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
