package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.owned;
import static io.offsetlab.invariant.TestTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.GroupFact;
import org.junit.jupiter.api.Test;

/** Risk: a coordinator that took over accepts a commit as Kafka does, and is judged to be at fault. */
final class MembershipAfterMoveTest {

    @Test
    void anAssignmentThatNeverCameIntoForceMayHaveBeenStored() {
        TestTrace trace = trace().appended(0, 0, 5)
                .joined(0)
                .left(0)
                .coordinatorMoved()
                .joined(0)
                .evicted(0)
                .formed(owned(0))
                .assigned(0, 0)
                .committed(0, 0, 0);

        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aProcessMayBeKnownInItsFormerLifeAndInThisOne() {
        TestTrace trace = trace().appended(0, 0, 5)
                .joined(0, 0)
                .fact(new GroupFact.GenerationFormed(2_000, 1, new int[] {0, 0}, new int[][] {{0}, {}}))
                .evicted(0)
                .coordinatorMoved()
                .evicted(0)
                .formed(owned(0))
                .assigned(0, 0)
                .committed(0, 0, 0);

        assertThat(trace.broken()).isEmpty();
    }
}
