package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How commitSync ends, and what that says about the commit. */
final class CommitSyncTest {
    private final Lab lab = new Lab(1, 10);

    private Application member(String... settings) {
        Application member = lab.application(settings).subscribe();
        member.pollRecords();
        return member;
    }

    @Test
    void aCommitThatReturnsIsStored() {
        Application member = member();
        member.commitSync(Offsets.of(0, 4));
        assertThat(lab.committed(0)).isEqualTo(4);
        member.commitSync(null);
        assertThat(lab.committed(0)).as("the position").isEqualTo(10);
    }

    /** S1.14, S1.22. */
    @Test
    void withoutAnyPositionThereIsNothingToCommit() {
        Application member = lab.application().subscribe();
        member.commitSync(null);
        assertThat(lab.commitsSent()).isEmpty();
    }

    /** S1.18. */
    @Test
    void neitherDirectionNorLogEndIsChecked() {
        Application member = member();
        member.commitSync(Offsets.of(0, 9999));
        assertThat(lab.committed(0)).isEqualTo(9999);
        member.commitSync(Offsets.of(0, 1));
        assertThat(lab.committed(0)).isEqualTo(1);
    }

    /** S3.1. */
    @Test
    void aRetriableErrorIsTriedAgainUntilItIsStored() {
        Application member = member();
        lab.coordinator.move(2 * SECOND);
        member.commitSync(Offsets.of(0, 4));

        assertThat(lab.commitsSent()).hasSizeGreaterThan(2).containsOnly("SYNC {0=4}");
        assertThat(lab.facts(CommitFact.CommitAnswered.class))
                .extracting(CommitFact.CommitAnswered::error)
                .startsWith(Errors.NOT_COORDINATOR)
                .contains(Errors.COORDINATOR_LOAD_IN_PROGRESS)
                .endsWith(Errors.NONE);
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S3.1: 100 ms doubling to one second, with up to a fifth on top. */
    @Test
    void thePausesBetweenTriesGrow() {
        Application member = member();
        lab.coordinator.move(10 * SECOND);
        member.commitSync(Offsets.of(0, 4));
        long[] sentAt = lab.facts(CommitFact.CommitAsked.class).stream()
                .mapToLong(CommitFact.CommitAsked::at)
                .toArray();

        for (int i = 1; i + 1 < sentAt.length; i++) {
            long base = Math.min(100 * MS << i, SECOND);
            assertThat(sentAt[i + 1] - sentAt[i]).isBetween(base, base * 6 / 5 + 10 * MS);
        }
        assertThat(sentAt).hasSizeGreaterThan(6);
    }

    /** The time may be over between two tries: nothing is sent then, and nobody waits for it. It once waited for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void itEndsWithItsTimeHoweverThatFallsBetweenItsTries() {
        Application member = member();
        lab.coordinator.move(60 * SECOND);
        for (long timeout = 50 * MS; timeout < SECOND; timeout += 37 * MS) {
            long start = lab.simulation.now();
            long allowed = timeout;
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> member.await(member.client.commitSync(Offsets.of(0, 4), allowed)));
            assertThat(lab.simulation.now() - start).isBetween(timeout, timeout + 10 * MS);
        }
    }

    /** S3.15. */
    @Test
    void afterATimeOutTheCommitMayBeStored() {
        Application member = member();
        member.faults.dropAnswers(1, Request.Kind.OFFSET_COMMIT);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> member.await(member.client.commitSync(Offsets.of(0, 4), 5 * SECOND)));
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S3.15. */
    @Test
    void afterATimeOutTheCommitMayNotBeStored() {
        Application member = member();
        member.faults.swallowRequests(1, Request.Kind.OFFSET_COMMIT);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> member.await(member.client.commitSync(Offsets.of(0, 4), 5 * SECOND)));
        assertThat(lab.committed(0)).isEqualTo(-1);
    }

    /** S3.17. */
    @Test
    void aLostAnswerLetsTheCommitBeAppliedTwice() {
        Application member = member("request.timeout.ms", "1000");
        member.faults.dropAnswers(1, Request.Kind.OFFSET_COMMIT);
        member.commitSync(Offsets.of(0, 4));

        assertThat(lab.facts(CommitFact.CommitUnknown.class)).hasSize(1);
        assertThat(lab.facts(CommitFact.CommitApplied.class)).hasSize(2);
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S3.3, S4.32. */
    @Test
    void aMemberThatDidNotPollInTimeCannotCommit() {
        Application member = member();
        lab.pass(301 * SECOND);

        assertThatExceptionOfType(CommitFailedException.class).isThrownBy(() -> member.commitSync(null));
        assertThat(lab.commitsSent()).as("refused without asking").isEmpty();
        assertThat(member.callbacks).as("nothing is told outside of poll").containsExactly("assigned [0]");
    }

    /** S4.30: the coordinator refuses what a zombie sends. */
    @Test
    void aMemberWhoseSessionExpiredWhileItStoodStillCannotCommit() {
        Application zombie = member();
        zombie.actor.freeze(lab.simulation.now() + 60 * SECOND);
        Application heir = lab.application().subscribe();
        lab.pass(50 * SECOND);
        heir.pollRecords();
        heir.commitSync(null);
        lab.pass(10 * SECOND - MS);

        assertThatThrownBy(() -> zombie.commitSync(Offsets.of(0, 4)))
                .isInstanceOfAny(CommitFailedException.class, RebalanceInProgressException.class);
        assertThat(lab.committed(0)).isEqualTo(10);
        assertThat(lab.facts(GroupFact.Evicted.class)).hasSize(1);
    }

    /** S3.3, S3.5. */
    @Test
    void whileItJoinsAMemberCannotCommitButBeforeThatItCan() {
        Application member = member();
        Application second = lab.application().subscribe();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(4 * SECOND);
        member.commitSync(Offsets.of(0, 4));
        assertThat(lab.committed(0)).as("the coordinator prepares a rebalance").isEqualTo(4);

        member.poll(0);
        assertThat(member.callbacks).endsWith("revoked [0]");
        assertThatExceptionOfType(RebalanceInProgressException.class)
                .isThrownBy(() -> member.commitSync(Offsets.of(0, 5)));
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S3.6. */
    @Test
    void inOnPartitionsRevokedACommitStillWorks() {
        Application member = member();
        member.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                member.commitSync(Offsets.of(0, 6));
            }
        };
        Application second = lab.application().subscribe();
        lab.settle(second, member);

        assertThat(lab.committed(0)).isEqualTo(6);
    }

    /** S3.6. */
    @Test
    void inOnPartitionsLostItFails() {
        Application member = member();
        Throwable[] thrown = new Throwable[1];
        member.inCallback = due -> {
            if (due instanceof Upcall.Lost) {
                assertThat(member.client.positions().assigned()).containsExactly(0);
                try {
                    member.commitSync(null);
                } catch (RuntimeException e) {
                    thrown[0] = e;
                }
            }
        };
        lab.pass(301 * SECOND);
        member.pollRecords();

        assertThat(thrown[0]).isInstanceOf(CommitFailedException.class);
    }

    /** S3.15, S10.2. */
    @Test
    void aWakeupDoesNotMeanThatNothingWasStored() {
        Application member = member();
        member.client.wakeup();
        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> member.commitSync(Offsets.of(0, 4)));
        lab.pass(10 * MS);

        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S1.24. */
    @Test
    void aConsumerWithoutAGroupCommitsOnlyWhileTheGroupIsEmpty() {
        Application alone = lab.application();
        alone.client.assign(new int[] {0});
        alone.commitSync(Offsets.of(0, 3));
        assertThat(lab.committed(0)).isEqualTo(3);

        member();
        assertThatExceptionOfType(CommitFailedException.class).isThrownBy(() -> alone.commitSync(Offsets.of(0, 5)));
        assertThat(lab.committed(0)).isEqualTo(3);
    }
}
