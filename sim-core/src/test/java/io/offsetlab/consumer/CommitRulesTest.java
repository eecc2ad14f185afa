package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Commits and positions beside each other, and commits while the coordinator or the membership is not to be had. */
final class CommitRulesTest {
    private final Lab lab = new Lab(2, 10);

    private Application member(String... settings) {
        return lab.application(settings).subscribe();
    }

    /** S1.1. */
    @Test
    void aCommitMovesNoPositionAndASeekNoCommittedOffset() {
        Application member = member();
        member.pollRecords();
        member.commitSync(Offsets.of(0, 3));
        assertThat(member.client.positions().position(0)).isEqualTo(10);
        member.client.seek(0, 7);
        assertThat(lab.committed(0)).isEqualTo(3);
    }

    /** S1.2. */
    @Test
    void aResetErasesThePositionAndASeekSetsIt() {
        Application member = member();
        member.pollRecords();
        member.client.seekToEnds(new int[] {0}, true);
        assertThat(member.client.positions().hasPosition(0)).isFalse();
        member.client.seek(0, 4);
        assertThat(member.client.positions().position(0)).isEqualTo(4);
    }

    /** S1.9. */
    @Test
    void recordsThatWereTakenOutAreReturnedWhateverComesMeanwhile() {
        Application member = member("max.poll.records", "4");
        member.pollRecords();
        member.client.wakeup();
        assertThatExceptionOfType(org.apache.kafka.common.errors.WakeupException.class)
                .isThrownBy(() -> member.poll(0));
        assertThat(member.poll(0)).isEqualTo("0@4-7");
    }

    /** S1.13. */
    @Test
    void whatIsHandedBackIsHandedOutAgainWithoutAFetchAndThePositionStandsBeforeIt() {
        Application member = member();
        Batch batch = Batch.EMPTY;
        while (batch.isEmpty()) {
            batch = (Batch) member.await(member.client.poll(100 * MS, false));
        }
        assertThat(batch.runs()).isEqualTo(2);
        member.client.handBack(batch, 0, 3);
        assertThat(member.client.positions().position(0)).isEqualTo(3);
        assertThat(member.client.positions().position(1)).isZero();

        assertThat(member.poll(0)).isEqualTo("0@3-9 1@0-9");
        assertThat(member.client.positions().position(1)).isEqualTo(10);
    }

    /** S1.13. */
    @Test
    void whoSeeksPastWhatWasHandedBackGetsTheRest() {
        Application member = member("max.poll.records", "5");
        Batch batch = Batch.EMPTY;
        while (batch.isEmpty()) {
            batch = (Batch) member.await(member.client.poll(100 * MS, false));
        }
        member.client.handBack(batch, 0, 3);
        member.client.seek(0, 4);
        member.client.pause(new int[] {1});

        assertThat(member.pollRecords()).startsWith("0@4-");
    }

    /** S2.5. */
    @Test
    void duringARebalanceTheIntervalCommitsNothing() {
        Application member = member("enable.auto.commit", "true", "auto.commit.interval.ms", "100");
        member.pollRecords();
        Application second = lab.application().subscribe();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(4 * SECOND);
        lab.facts.clear();
        for (int i = 0; i < 3; i++) {
            member.poll(0);
        }
        assertThat(lab.commitsSent()).containsExactly("AUTO_REBALANCE {0=10, 1=10}");
    }

    /** S2.11. */
    @Test
    void anotherAssignmentCommitsTheOldOneOnlyIfTheIntervalIsOver() {
        Application reader = lab.application("enable.auto.commit", "true", "auto.commit.interval.ms", "5000");
        reader.client.assign(new int[] {0});
        reader.pollRecords();
        reader.client.assign(new int[] {1});
        reader.pollRecords();
        assertThat(lab.committed(0)).isEqualTo(-1);

        lab.pass(6 * SECOND);
        reader.client.assign(new int[] {0});
        reader.poll(100 * MS);
        assertThat(lab.committed(1)).isEqualTo(10);
    }

    /** S2.15. */
    @Test
    void autoCommitKnowsPositionsNotWhatTheApplicationHasDoneWithTheRecords() {
        Application reader =
                member("enable.auto.commit", "true", "auto.commit.interval.ms", "0", "max.poll.records", "5");
        reader.pollRecords();
        reader.poll(SECOND);
        lab.pass(10 * MS);
        assertThat(lab.committed(0)).as("none of it was processed").isEqualTo(5);
    }

    /** S3.2. */
    @Test
    void anAnswerToACommitOfAnOlderGenerationDoesNoHarmWhileTheMemberJoins() {
        Application member = member();
        member.pollRecords();
        member.commitAsync(Offsets.of(0, 5), "late");
        assertThat(member.client
                        .membership()
                        .onCommitError(
                                new Membership.CommitIdentity("member-9", null, 0),
                                org.apache.kafka.common.protocol.Errors.REBALANCE_IN_PROGRESS))
                .isEqualTo(org.apache.kafka.common.protocol.Errors.REBALANCE_IN_PROGRESS);
        member.poll(0);
        member.poll(0);
        assertThat(member.client
                        .membership()
                        .onCommitError(
                                new Membership.CommitIdentity("member-9", null, 0),
                                org.apache.kafka.common.protocol.Errors.UNKNOWN_MEMBER_ID))
                .isEqualTo(org.apache.kafka.common.protocol.Errors.REBALANCE_IN_PROGRESS);
        assertThat(member.client.membership().generation()).isEqualTo(1);
    }

    /** S3.4. */
    @Test
    void theTwoFailuresOfAMemberAreNotRetriable() {
        assertThat((Throwable) CommitErrors.rebalanceInProgress()).isNotInstanceOf(RetriableException.class);
        assertThat((Throwable) new CommitFailedException()).isNotInstanceOf(RetriableException.class);
    }

    /** S3.10. */
    @Test
    void commitsAreAppliedInTheOrderOfSending() {
        Application member = member();
        member.pollRecords();
        member.commitAsync(Offsets.of(0, 9), "first");
        member.commitAsync(Offsets.of(0, 2), "second");
        lab.pass(SECOND);
        assertThat(lab.committed(0)).isEqualTo(2);
    }

    /** S3.13. */
    @Test
    void anAsynchronousCommitWaitsForTheCoordinatorToBeFound() {
        Application reader = lab.application();
        reader.client.assign(new int[] {0});
        reader.commitAsync(Offsets.of(0, 5), "tag");
        assertThat(lab.commitsSent()).isEmpty();
        reader.poll(100 * MS);
        reader.poll(100 * MS);
        assertThat(lab.committed(0)).isEqualTo(5);
        assertThat(reader.callbacks).containsExactly("committed tag NONE");
    }

    /** S3.13. */
    @Test
    void ifTheSearchFailsItsCallbackHearsOfARetriableFailure() {
        Application reader = lab.application();
        reader.client.assign(new int[] {0});
        reader.cutOff(SECOND);
        reader.commitAsync(Offsets.of(0, 5), "tag");
        for (int i = 0; i < 15; i++) {
            reader.poll(100 * MS);
        }
        assertThat(reader.callbacks).containsExactly("committed tag NETWORK_EXCEPTION");
    }

    /** S3.3: the coordinator is looked for before membership is looked at. */
    @Test
    void whoCannotReachTheCoordinatorTimesOutEvenIfItIsNoMemberAnyMore() {
        Application member = member("max.poll.interval.ms", "10000");
        member.pollRecords();
        member.cutOff(100 * SECOND);
        lab.pass(12 * SECOND);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> member.await(member.client.commitSync(Offsets.of(0, 1), SECOND)));
    }

    /** S1.22. */
    @Test
    void anEmptyAsynchronousCommitSucceedsWithoutAnyMembership() {
        Application member = member("max.poll.interval.ms", "10000");
        member.pollRecords();
        lab.pass(12 * SECOND);
        member.commitAsync(Offsets.EMPTY, "empty");
        member.poll(0);
        assertThat(member.callbacks).contains("committed empty NONE");
    }

    /** S1.21. */
    @Test
    void aNegativeOffsetCannotEvenBeSaid() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new OffsetAndMetadata(-1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Offsets.of(0, -1));
    }
}
