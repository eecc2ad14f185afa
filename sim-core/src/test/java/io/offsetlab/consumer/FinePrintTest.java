package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What statements about the client say besides their main point, each under its number. */
final class FinePrintTest {
    private final Lab lab = new Lab(2, 10);

    private Application member(String... settings) {
        return lab.application(settings).subscribe();
    }

    /** S1.2: what awaits a reset goes nowhere else, also when the leader changes. */
    @Test
    void aPositionThatAwaitsAResetIsNotSentToBeValidated() {
        Lab written = Lab.written(1, 10);
        Application reader = written.application();
        reader.client.assign(new int[] {0});
        reader.pollRecords();
        reader.client.seekToEnds(new int[] {0}, true);
        written.written(0).changeLeader();
        written.append(0);
        assertThat(reader.pollRecords()).isEqualTo("0@0-10");
    }

    /** S1.5. */
    @Test
    void aSeekInsideOnPartitionsAssignedWinsOverTheCommittedOffset() {
        Application committer = member();
        committer.pollRecords();
        committer.commitSync(null);
        committer.close();

        Application seeker = member();
        seeker.inCallback = due -> {
            if (due instanceof Upcall.Assigned) {
                seeker.client.seek(0, 3);
            }
        };
        assertThat(seeker.pollRecords()).isEqualTo("0@3-9");
    }

    /** S1.12: nothing comes before the fetch that was on its way for the old position is answered. */
    @Test
    void afterASeekAPollIsEmptyUntilTheFetchInFlightIsAnswered() {
        Lab one = new Lab(1, 10);
        Application reader = one.application().subscribe();
        reader.pollRecords();
        assertThat(reader.poll(100 * MS)).isEmpty();
        reader.client.seek(0, 4);
        assertThat(reader.poll(100 * MS)).isEmpty();
        assertThat(reader.poll(500 * MS)).isEqualTo("0@4-9");
    }

    /** S1.14. */
    @Test
    void aCommitWithoutArgumentsHoldsPausedPartitionsAndNoneThatAwaitAReset() {
        Application member = member();
        member.pollRecords();
        member.client.pause(new int[] {0});
        member.client.seekToEnds(new int[] {1}, true);
        member.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(10);
        assertThat(lab.committed(1)).isEqualTo(-1);

        member.await(member.client.position(1, SECOND));
        member.commitSync(null);
        assertThat(lab.committed(1)).isZero();
    }

    /** S1.15. */
    @Test
    void rightAfterUnsubscribeThereIsNothingToCommit() {
        Application member = member();
        member.pollRecords();
        member.await(member.client.unsubscribe());
        member.commitSync(null);
        assertThat(lab.commitsSent()).isEmpty();
    }

    /** S2.1. */
    @Test
    void theIntervalOfAutoCommitBeginsWithTheConsumer() {
        Application reader = lab.application("enable.auto.commit", "true", "auto.commit.interval.ms", "3000");
        reader.client.assign(new int[] {0});
        reader.pollRecords();
        lab.pass(3 * SECOND - lab.simulation.now() - 1);
        reader.poll(0);
        assertThat(lab.commitsSent()).isEmpty();
        lab.pass(1);
        reader.poll(0);
        assertThat(lab.commitsSent()).containsExactly("AUTO_INTERVAL {0=10}");
    }

    /** S2.4: after retry.backoff.ms, and the application hears nothing of it. */
    @Test
    void aRefusedIntervalCommitIsTriedAgainAfterRetryBackoffAndNobodyIsTold() {
        Application member = member("enable.auto.commit", "true", "auto.commit.interval.ms", "5000");
        member.pollRecords();
        lab.coordinator.move(0);
        lab.pass(6 * SECOND);
        for (int i = 0; i < 100; i++) {
            member.poll(10 * MS);
        }
        long[] sentAt = lab.facts(CommitFact.CommitAsked.class).stream()
                .mapToLong(CommitFact.CommitAsked::at)
                .toArray();
        assertThat(sentAt.length).isBetween(1, 2);
        assertThat(lab.committed(0)).isEqualTo(10);
        assertThat(member.callbacks).containsExactly("assigned [0, 1]");
    }

    /** S2.6: a retriable failure is sent again before anything is revoked. */
    @Test
    void theCommitBeforeARebalanceIsSentAgainUntilItIsStored() {
        Application member = member("enable.auto.commit", "true");
        member.pollRecords();
        Application second = member();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(4 * SECOND);
        member.faults.dropAnswers(0, null);
        member.client.enforceRebalance();
        lab.coordinator.move(300 * MS);
        int[] sentAtRevocation = new int[1];
        member.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                sentAtRevocation[0] = lab.commitsSent().size();
            }
        };
        lab.settle(member, second);
        assertThat(sentAtRevocation[0]).isGreaterThan(1);
        assertThat(lab.commitsSent()).startsWith("AUTO_REBALANCE {0=10, 1=10}", "AUTO_REBALANCE {0=10, 1=10}");
        assertThat(lab.committed(0)).isEqualTo(10);
    }

    /** S4.28: of ILLEGAL_GENERATION the member id survives, of UNKNOWN_MEMBER_ID nothing; either way all is lost. */
    @Test
    void whatIsForgottenDependsOnTheError() {
        Application member = member();
        member.pollRecords();
        refuse(member, Errors.ILLEGAL_GENERATION);
        member.pollRecords();
        assertThat(lab.facts(GroupFact.Joined.class)).hasSize(1);
        assertThat(member.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");

        refuse(member, Errors.UNKNOWN_MEMBER_ID);
        lab.settle(member);
        assertThat(lab.facts(GroupFact.Joined.class)).hasSize(2);
    }

    private static void refuse(Application member, Errors error) {
        Membership membership = member.client.membership();
        membership.onCommitError(membership.commitIdentity(), error);
    }

    /** S10.2: a position that is known does not wait, so it leaves a wakeup alone; committed() takes it. */
    @Test
    void onlyWhatWaitsTakesAWakeup() {
        Application member = member();
        member.pollRecords();
        member.client.wakeup();
        assertThat(member.await(member.client.position(0, SECOND))).isEqualTo(10L);
        assertThatExceptionOfType(WakeupException.class)
                .isThrownBy(() -> member.await(member.client.committed(List.of(0), SECOND)));
        member.commitSync(Offsets.of(0, 1));
    }

    /** S10.8: LeaveGroup comes after the listener, whose exception ends that part of close. */
    @Test
    void aListenerThatThrowsOnCloseKeepsTheMemberFromSayingThatItGoes() {
        Application member = member();
        member.pollRecords();
        member.inCallback = due -> {
            throw new IllegalArgumentException("by the listener");
        };
        assertThatExceptionOfType(KafkaException.class).isThrownBy(member::close);
        lab.pass(SECOND);
        assertThat(lab.coordinator.memberCount()).isEqualTo(1);
        lab.pass(46 * SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
    }
}
