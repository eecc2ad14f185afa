package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.owned;
import static io.offsetlab.invariant.TestTrace.trace;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which partitions an assignment moves: an incident begins with it, and goes on until they have arrived. */
final class MovingTest {

    private static TestTrace target(TestTrace trace, int epoch, int[] members, int[]... owned) {
        return trace.fact(new GroupFact.TargetAssignment(trace.now(), epoch, members, owned));
    }

    private static TestTrace has(TestTrace trace, int member, int epoch, int... partitions) {
        int[] epochs = new int[partitions.length];
        Arrays.fill(epochs, epoch);
        return trace.fact(
                new GroupFact.CurrentAssignment(trace.now(), member, 0, epoch, partitions, epochs, owned(), owned()));
    }

    /** Two members of the consumer protocol: the first has partition 0, the second the other. */
    private static TestTrace two() {
        TestTrace two =
                target(trace().appended(0, 0, 5).appended(1, 0, 5).joined(0, 1), 2, owned(0, 1), owned(0), owned(1));
        return has(has(two, 0, 2, 0), 1, 2, 1);
    }

    private static long begun(TestTrace trace) {
        return trace.judge().incidents().begun();
    }

    @Test
    void aFirstTargetMovesNothing() {
        assertThat(begun(two())).isZero();
    }

    @Test
    void aTargetThatChangesNothingMovesNothing() {
        assertThat(begun(target(two(), 3, owned(0, 1), owned(0), owned(1)))).isZero();
        assertThat(begun(target(two(), 3, owned(1, 0), owned(1), owned(0)))).isZero();
    }

    @Test
    void whatIsToGoToAnotherIsOnItsWay() {
        for (TestTrace trace : List.of(
                target(two(), 3, owned(0, 1), owned(), owned(0, 1)),
                target(two(), 3, owned(0, 1), owned(0, 1), owned()))) {
            assertThat(begun(trace)).isEqualTo(1);
            assertThat(trace.judge().incidents().isOpen()).isTrue();
        }
        assertThat(begun(target(two(), 3, owned(0, 1), owned(), owned(1)))).isEqualTo(1);
    }

    @Test
    void itIsOnItsWayUntilTheNewOwnerHasIt() {
        TestTrace trace =
                target(two(), 3, owned(0, 1), owned(), owned(0, 1)).fact(new GroupFact.Assigned(2_000, 1, 3, owned(0)));
        assertThat(trace.judge().incidents().isOpen()).isTrue();

        assertThat(trace.returned(1, 0, 0, 5).judge().incidents().isOpen()).isFalse();
    }

    @Test
    void theTargetIsWhatAnArrivalWaitsFor() {
        TestTrace trace = two().joined(2);
        assertThat(trace.judge().incidents().isOpen()).isTrue();

        target(trace, 3, owned(0, 1, 2), owned(0), owned(1), owned());
        assertThat(trace.judge().incidents().isOpen()).isFalse();
    }

    @Test
    void whoWentIsOutOfTheNextTarget() {
        TestTrace trace = two().left(1).fact(GroupFact.CurrentAssignment.gone(2_000, 1, 0));
        assertThat(trace.judge().incidents().isOpen()).isTrue();
        target(trace, 3, owned(0), owned(0, 1));

        assertThat(trace.judge().incidents().isOpen()).isTrue();
        has(trace, 0, 3, 0, 1)
                .fact(new GroupFact.Assigned(2_000, 0, 3, owned(1)))
                .returned(0, 1, 0, 5);
        assertThat(trace.judge().incidents().isOpen()).isFalse();
    }

    @Test
    void aGenerationMovesWhatItGivesToAnotherOrToNobody() {
        TestTrace first = trace().appended(0, 0, 5).joined(0, 1).formed(owned(0), owned(1));
        assertThat(begun(first)).isZero();
        assertThat(begun(first.formed(owned(0), owned(1)))).isZero();

        TestTrace other = trace().appended(0, 0, 5).joined(0, 1).formed(owned(0), owned());
        assertThat(begun(other.formed(owned(), owned(0)))).isEqualTo(1);
        assertThat(other.judge().incidents().isOpen()).isTrue();
        TestTrace nobody = trace().appended(1, 0, 5).joined(0, 1).formed(owned(0), owned(1));
        assertThat(begun(nobody.formed(owned(0), owned()))).isEqualTo(1);
    }

    /** Kafka's group of the consumer protocol becomes one of the classic protocol when its last member of the former has gone. */
    @Test
    void afterAGenerationTheGroupSpeaksTheClassicProtocol() {
        TestTrace trace = two().formed(owned(0), owned(1))
                .asked(0, 0, 0)
                .fact(new CommitFact.CommitApplied(2_000, 0, -1, 0, 0, 1, 0));

        assertThat(trace.broken()).isEmpty();
    }
}
