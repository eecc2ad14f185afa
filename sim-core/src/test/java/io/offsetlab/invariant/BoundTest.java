package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.ResetCause;
import org.junit.jupiter.api.Test;

/**
 * BOUND must never accuse a policy that commits after each poll of at most five records, whatever zombies, failed commits and
 * further crashes do, and has to see one that commits more seldom than it declares.
 */
final class BoundTest {

    @Test
    void onePollMayBeRepeated() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 10);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(5);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void oneRecordMoreIsTooMany() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .returnedAndDone(0, 0, 10, 11)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 10)
                .returnedAndDone(1, 0, 10, 15);

        Violation bound = trace.violation(InvariantName.BOUND);
        assertThat(trace.count(InvariantName.BOUND)).isEqualTo(1);
        assertThat(bound.from()).isEqualTo(10);
        assertThat(bound.sentence())
                .isEqualTo("BOUND orders-0@10: the crash of member-1 made 6 records of the partition repeat; allowed"
                        + " are 5, 1 x (max.poll.records)");
    }

    @Test
    void aCommitThatWasSentAndNotAppliedAllowsAnotherPoll() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 15)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 15);

        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void askingAgainForTheSameOffsetAllowsNoMore() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .asked(0, 0, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 20)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 20);

        assertThat(trace.count(InvariantName.BOUND)).isEqualTo(5);
    }

    @Test
    void aCommitThatIsAppliedSettlesThoseBeforeIt() {
        TestTrace trace = polls(0, 1)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 5, 15)
                .committed(0, 0, 15)
                .returnedAndDone(0, 0, 15, 21)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 15, 21);

        assertThat(trace.count(InvariantName.BOUND)).isEqualTo(1);
    }

    @Test
    void aCommitThatCouldNotBeSentCountsToo() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .failedToSend(0)
                .failedToSend(0)
                .returnedAndDone(0, 0, 10, 15)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 15);
        assertThat(trace.count(InvariantName.BOUND)).isZero();

        trace.returnedAndDone(1, 0, 15, 20);
        assertThat(trace.incidents()).isEmpty();
        trace.ended();
        assertThat(trace.incidents().get(0).parts().get(0).unapplied()).isEqualTo(1);
    }

    @Test
    void aCommitThatTheNewCoordinatorDoesNotKnowCountsAsNotApplied() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .applied(0, 0, 10)
                .coordinatorMoved()
                .rolledBack(0, 5)
                .returnedAndDone(0, 0, 10, 15)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 15);

        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void aZombieAndItsSuccessorAreChargedOnceForEachRecord() {
        TestTrace trace = polls(0, 1)
                .returned(0, 0, 5, 10)
                .done(0, 0, 5, 7)
                .handOver(0, 1)
                .returned(1, 0, 5, 10)
                .done(1, 0, 5, 10)
                .done(0, 0, 7, 10)
                .lost(0, 0);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(5);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void aThirdOwnerIsNotChargedToTheZombieAgain() {
        TestTrace trace = polls(0, 1)
                .returned(0, 0, 5, 10)
                .done(0, 0, 5, 7)
                .handOver(0, 1)
                .returned(1, 0, 5, 10)
                .done(1, 0, 5, 10)
                .done(0, 0, 7, 10)
                .crashed(1)
                .handOver(1, 2)
                .returnedAndDone(2, 0, 5, 10);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(10);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void aZombieThatRepeatsMoreThanAPollIsSeen() {
        TestTrace trace = polls(0, 1)
                .returned(0, 0, 5, 20)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 20)
                .done(0, 0, 5, 20);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(15);
        assertThat(trace.count(InvariantName.BOUND)).isEqualTo(10);
    }

    @Test
    void aCommitThatIsAppliedAfterTheSuccessorBeganComesTooLate() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 15)
                .joined(1)
                .revoked(0, 0)
                .takenOver(1)
                .applied(0, 0, 10)
                .returnedAndDone(1, 0, 5, 15);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(10);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void aZombieIsLostOnce() {
        TestTrace trace = polls(0, 1)
                .handOver(0, 1)
                .returned(1, 0, 5, 10)
                .crashed(1)
                .handOver(1, 2)
                .returned(2, 0, 5, 10)
                .ended();

        assertThat(trace.incidents()).hasSize(2);
        assertThat(trace.incidents().get(1).parts().get(0).handOvers()).isEqualTo(1);
    }

    @Test
    void aZombieWhoseCommitsFailMayRepeatAPollForEach() {
        TestTrace trace = polls(0, 1)
                .returned(0, 0, 5, 10)
                .handOver(0, 1)
                .done(0, 0, 5, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 15)
                .returnedAndDone(1, 0, 5, 15);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(10);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void whatAnEarlierOwnerLostIsNotChargedToTheLast() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 15)
                .asked(0, 0, 15)
                .returnedAndDone(0, 0, 15, 20)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 10)
                .committed(1, 0, 10)
                .returnedAndDone(1, 0, 10, 12)
                .crashed(1)
                .handOver(1, 2)
                .returnedAndDone(2, 0, 10, 20);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(5 + 2 + 10);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void anOwnerThatFallsBeforeItDeliversAddsItsAllowance() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .crashed(0)
                .handOver(0, 1)
                .crashed(1)
                .handOver(1, 2)
                .returnedAndDone(2, 0, 5, 10)
                .ended();

        assertThat(trace.incidents()).hasSize(1);
        assertThat(trace.incidents().get(0).parts().get(0).allowed()).isEqualTo(10);
        assertThat(trace.incidents().get(0).parts().get(0).handOvers()).isEqualTo(2);
    }

    @Test
    void aCommitInTheRevocationLeavesOnePollAllowed() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .joined(1)
                .revoked(0, 0)
                .committed(0, 0, 10)
                .takenOver(1)
                .returnedAndDone(1, 0, 10, 15)
                .ended();

        assertThat(trace.broken()).isEmpty();
        assertThat(trace.incidents().get(0).parts().get(0).allowed()).isEqualTo(5);
    }

    @Test
    void aRepetitionThatTheApplicationSoughtIsNoIncident() {
        TestTrace trace = oneOwner(20)
                .repeatingAtMost(Formula.NONE)
                .returnedAndDone(0, 0, 0, 10)
                .seeked(0, 0, 10, 0)
                .returnedAndDone(0, 0, 0, 10);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(10);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void expiredOffsetsAreNotThePolicysFault() {
        TestTrace trace = polls(0, 4)
                .left(0)
                .revoked(0, 0)
                .altered(0, -1)
                .takenOver(1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 20);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(20);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    @Test
    void withoutABoundNothingIsTooMuch() {
        TestTrace trace = oneOwner(1000)
                .repeatingAtMost(Formula.UNBOUNDED)
                .returnedAndDone(0, 0, 0, 1000)
                .crashed(0)
                .handOver(0, 1)
                .reset(1, 0, -1, 0, ResetCause.NOTHING_COMMITTED)
                .returnedAndDone(1, 0, 0, 1000);

        assertThat(trace.count(InvariantName.DUP)).isEqualTo(1000);
        assertThat(trace.count(InvariantName.BOUND)).isZero();
    }

    /** One owner, of 100 records, has done and committed so many polls of five. */
    private static TestTrace polls(int member, int polls) {
        TestTrace trace = oneOwner(100);
        for (int poll = 0; poll < polls; poll++) {
            trace.returnedAndDone(member, 0, 5L * poll, 5L * poll + 5).committed(member, 0, 5L * poll + 5);
        }
        return trace;
    }

    @Test
    void whatIsAllowedForAnUnappliedCommitIsSaid() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 10)
                .asked(0, 0, 10)
                .returnedAndDone(0, 0, 10, 17)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 17);

        assertThat(trace.violation(InvariantName.BOUND).sentence())
                .isEqualTo("BOUND orders-0@15-16: the crash of member-1 made 12 records of the partition repeat;"
                        + " allowed are 10, 2 x (max.poll.records)");
    }

    @Test
    void alteringAnOffsetToItselfExcusesNobody() {
        TestTrace trace = polls(0, 1)
                .returnedAndDone(0, 0, 5, 11)
                .altered(0, 5)
                .crashed(0)
                .handOver(0, 1)
                .returnedAndDone(1, 0, 5, 11);

        assertThat(trace.count(InvariantName.BOUND)).isEqualTo(1);
    }
}
