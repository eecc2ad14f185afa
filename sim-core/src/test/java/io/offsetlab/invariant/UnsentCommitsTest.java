package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An auto-commit that a member cannot send leaves no fact; it must count, or the client's own policy is accused of an outage. */
final class UnsentCommitsTest {
    private static final long INTERVAL_MICROS = 5_000_000;

    @Test
    void aPollThatCannotCommitCounts() {
        TestTrace trace = oneOwner(10)
                .linkBroken(0)
                .returnedAndDone(0, 0, 0, 5)
                .polledAfter(0, INTERVAL_MICROS)
                .polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isEqualTo(1);
    }

    @Test
    void onlyOnceInAnInterval() {
        TestTrace trace = oneOwner(10)
                .linkBroken(0)
                .returnedAndDone(0, 0, 0, 5)
                .polledAfter(0, INTERVAL_MICROS)
                .returnedAndDone(0, 0, 5, 10)
                .polledAfter(0, INTERVAL_MICROS / 2);

        assertThat(unapplied(trace)).isEqualTo(1);
    }

    @Test
    void aMemberThatIsNotCutOffHasNoExcuse() {
        TestTrace trace = oneOwner(10).returnedAndDone(0, 0, 0, 5).polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isZero();
    }

    @Test
    void anAnswerToACommitFromAfterTheOutageEndsIt() {
        TestTrace trace = oneOwner(10)
                .linkBroken(0)
                .returnedAndDone(0, 0, 0, 5)
                .committed(0, 0, 5)
                .returnedAndDone(0, 0, 5, 10)
                .polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isZero();
    }

    @Test
    void anAnswerToACommitFromBeforeTheOutageDoesNot() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .asked(0, 0, 3)
                .applied(0, 0, 3)
                .linkBroken(0)
                .asked(0, 0, 3)
                .answered(0, 0)
                .returnedAndDone(0, 0, 3, 10)
                .polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isEqualTo(1);
    }

    @Test
    void aMemberThatRejoinsSendsNoCommitUntilItsJoinIsAnswered() {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .askedBeforeRejoining(0, 0, 3)
                .applied(0, 0, 3)
                .answered(0, 0)
                .returnedAndDone(0, 0, 3, 6)
                .polledAfter(0, INTERVAL_MICROS)
                .returnedAndDone(0, 0, 6, 10)
                .polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isEqualTo(2);
    }

    private static long unapplied(TestTrace trace) {
        trace.crashed(0).ended();
        return trace.incidents().get(0).parts().get(0).unapplied();
    }
}
