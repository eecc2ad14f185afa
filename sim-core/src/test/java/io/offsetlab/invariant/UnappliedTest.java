package io.offsetlab.invariant;

import static io.offsetlab.invariant.TestTrace.oneOwner;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Outcome;
import org.junit.jupiter.api.Test;

/** Which commits of an owner that lost the partition count as sent and not applied, before and after it has a successor. */
final class UnappliedTest {

    private static TestTrace zombie() {
        return oneOwner(20).returnedAndDone(0, 0, 0, 5).handOver(0, 1);
    }

    @Test
    void aZombiesCommitCountsThoughItIsAppliedLater() {
        assertThat(unapplied(zombie().asked(0, 0, 5).applied(0, 0, 5))).isEqualTo(1);
    }

    @Test
    void aZombiesFailureToSendCountsThoughALaterCommitIsApplied() {
        TestTrace trace = zombie().failedToSend(0).asked(0, 0, 0).applied(0, 0, 0);

        assertThat(unapplied(trace)).isEqualTo(2);
        assertThat(unapplied(zombie().asked(0, 0, 5).applied(0, 0, 5).failedToSend(0)))
                .isEqualTo(1);
    }

    @Test
    void aZombiesCommitThatIsRolledBackCountsThoughALaterOneIsApplied() {
        TestTrace trace = oneOwner(20)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .handOver(0, 1)
                .rolledBack(0, -1);
        assertThat(unapplied(trace)).isEqualTo(1);

        TestTrace later = oneOwner(20)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .handOver(0, 1)
                .rolledBack(0, -1)
                .applied(0, 0, 5);
        assertThat(unapplied(later)).isEqualTo(1);
    }

    @Test
    void onlyWhatIsRolledBackCounts() {
        TestTrace trace = oneOwner(20)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 4)
                .applied(0, 0, 4)
                .asked(0, 0, 5)
                .applied(0, 0, 5)
                .rolledBack(0, 4)
                .crashed(0);

        assertThat(unapplied(trace)).isEqualTo(1);
    }

    @Test
    void afterASeekBackALowerOffsetIsAnotherCommit() {
        TestTrace trace = oneOwner(20)
                .returnedAndDone(0, 0, 0, 10)
                .asked(0, 0, 10)
                .seeked(0, 0, 10, 5)
                .returnedAndDone(0, 0, 5, 8)
                .asked(0, 0, 8)
                .crashed(0);

        assertThat(unapplied(trace)).isEqualTo(2);
    }

    @Test
    void whatIsLeftOutOrAcceptedIsToBeCommittedToo() {
        for (Outcome outcome : new Outcome[] {Outcome.SKIPPED, Outcome.ACCEPTED}) {
            TestTrace trace = oneOwner(20)
                    .returned(0, 0, 0, 5)
                    .effect(0, 0, 0, 5, outcome)
                    .failedToSend(0)
                    .crashed(0);
            assertThat(unapplied(trace)).as(outcome.name()).isEqualTo(1);
        }
    }

    private static long unapplied(TestTrace trace) {
        trace.ended();
        return trace.incidents().get(0).parts().get(0).unapplied();
    }

    @Test
    void whatAZombieFailsToSendCountsThoughAnEarlierCommitIsAppliedThen() {
        TestTrace trace = oneOwner(20)
                .returnedAndDone(0, 0, 0, 5)
                .asked(0, 0, 5)
                .returnedAndDone(0, 0, 5, 8)
                .handOver(0, 1)
                .failedToSend(0)
                .applied(0, 0, 5);

        assertThat(unapplied(trace)).isEqualTo(2);
    }
}
