package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.ProcessFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** An auto-commit that a member cannot send leaves no fact; it must count, or the client's own policy is accused of an outage. */
final class UnsentCommitsTest {
    private static final long INTERVAL_MICROS = 5_000_000;
    private static final long NOT_CUT_OFF = Integer.MIN_VALUE;

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

    @Test
    void whateverCutsAMemberOffIsAnExcuse() {
        for (Fact cause : List.of(
                new GroupFact.CoordinatorMoved(1100, 1100),
                new ProcessFact.Resumed(1100, 0),
                new ProcessFact.LinkChanged(1100, 0, LinkState.SLOW))) {
            TestTrace trace =
                    oneOwner(10).fact(cause).returnedAndDone(0, 0, 0, 5).polledAfter(0, INTERVAL_MICROS);
            assertThat(unapplied(trace)).as(cause.toString()).isEqualTo(1);
        }
        TestTrace healthy = oneOwner(10)
                .fact(new ProcessFact.LinkChanged(1100, 0, LinkState.HEALTHY))
                .returnedAndDone(0, 0, 0, 5)
                .polledAfter(0, INTERVAL_MICROS);
        assertThat(unapplied(healthy)).isZero();
    }

    @Test
    void theFirstCommitAfterTheOutageShowsItsEndHoweverManyFollow() {
        TestTrace trace = oneOwner(10)
                .linkBroken(0)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 4)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .answered(0, 0)
                .returnedAndDone(0, 0, 5, 10)
                .polledAfter(0, INTERVAL_MICROS);

        assertThat(unapplied(trace)).isZero();
    }

    @Test
    void aCommitIsDueOnceTheIntervalHasPassedAndNotBefore() {
        assertThat(unapplied(polledAt(INTERVAL_MICROS - 1))).isZero();
        assertThat(unapplied(polledAt(INTERVAL_MICROS))).isEqualTo(1);
    }

    private static TestTrace polledAt(long sinceCommit) {
        TestTrace trace = oneOwner(10)
                .returnedAndDone(0, 0, 0, 3)
                .asked(0, 0, 3)
                .applied(0, 0, 3)
                .linkBroken(0)
                .returnedAndDone(0, 0, 3, 6);
        Fact asked = trace.facts().stream()
                .filter(CommitFact.CommitAsked.class::isInstance)
                .findFirst()
                .orElseThrow();
        return trace.fact(new CallFact.CallEntered(trace.now(), 0, CallKind.POLL))
                .fact(new CallFact.CallLeft(asked.at() + sinceCommit, 0, CallKind.POLL, Errors.NONE));
    }

    @Test
    void theLastMemberFailsForItsOwnPartitionsOnly() {
        TestTrace trace = oneOwner(10).joined(2).returnedAndDone(0, 0, 0, 5).failedToSend(2);

        assertThat(unapplied(trace)).isZero();
    }

    @Test
    void whatTheMemberNoLongerHoldsItDoesNotCommit() {
        TestTrace trace = oneOwner(10).returnedAndDone(0, 0, 0, 5).revoked(0, 0).failedToSend(0);

        assertThat(unapplied(trace)).isZero();
    }

    @Test
    void howLongAgoAMemberCommittedShowsUpToTheInterval() {
        UnsentCommits unsent = new UnsentCommits(new Ledger(oneOwner(1).header()));
        unsent.asked(new CommitFact.CommitAsked(100, 1, 7, CommitKind.SYNC, 1, Offsets.of(0, 0)));
        unsent.cutOff(1);
        unsent.asked(new CommitFact.CommitAsked(150, 1, 8, CommitKind.SYNC, 1, Offsets.of(0, 0)));

        List<Long> told = new ArrayList<>();
        unsent.writeTo(told::add);
        assertThat(told).containsExactly(0L, NOT_CUT_OFF, 1L, 8L, 0L, NOT_CUT_OFF);
        told.clear();
        unsent.writeTimesTo(told::add, 170);
        assertThat(told).containsExactly(170L, 20L, 170L);
        told.clear();
        unsent.writeTimesTo(told::add, 150 + INTERVAL_MICROS + 1);
        assertThat(told).containsExactly(INTERVAL_MICROS, INTERVAL_MICROS, INTERVAL_MICROS);
    }
}
