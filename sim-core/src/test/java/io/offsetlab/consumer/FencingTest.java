package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.Test;

/** Static members as clients: who takes an instance id fences who had it. */
final class FencingTest {
    private final Lab lab = new Lab(2, 10);

    private Application member(String... settings) {
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "group.instance.id";
        all[settings.length + 1] = "one";
        return lab.application(all).subscribe();
    }

    /** S4.19. */
    @Test
    void theNewcomerWinsAndTheOldOnesPollThrows() {
        Application old = member();
        old.pollRecords();
        Application successor = member();
        assertThat(successor.pollRecords()).isEqualTo("0@0-9 1@0-9");
        lab.pass(4 * SECOND);

        assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> old.poll(SECOND));
    }

    /** S4.17, S4.19. */
    @Test
    void theOldOnesCommitIsFenced() {
        Application old = member();
        old.pollRecords();
        member().pollRecords();

        assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> old.commitSync(null));
        assertThat(lab.committed(0)).isEqualTo(-1);
    }

    /** S4.19: the heartbeat has reset the membership. */
    @Test
    void afterAFencedHeartbeatTheOldOneIsNoMemberAnyMore() {
        Application old = member();
        old.pollRecords();
        member().pollRecords();
        lab.pass(4 * SECOND);

        assertThatExceptionOfType(CommitFailedException.class).isThrownBy(() -> old.commitSync(null));
    }

    /** S4.19. */
    @Test
    void whoIsFencedMayJoinAgainAndFencesTheOther() {
        Application old = member();
        old.pollRecords();
        Application successor = member();
        successor.pollRecords();
        lab.pass(4 * SECOND);
        assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> old.poll(SECOND));

        assertThat(old.pollRecords()).isEqualTo("0@0-9 1@0-9");
        assertThat(old.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
        lab.pass(4 * SECOND);
        assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> successor.poll(SECOND));
    }

    /** S3.9. */
    @Test
    void afterAFencedAsynchronousCommitEveryCommitAndPollThrows() {
        Application old = member();
        old.pollRecords();
        member().pollRecords();
        old.commitAsync(Offsets.of(0, 5), "tag");
        lab.pass(100 * MS);

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> old.poll(0));
            assertThatExceptionOfType(FencedInstanceIdException.class).isThrownBy(() -> old.commitSync(null));
            assertThatExceptionOfType(FencedInstanceIdException.class)
                    .isThrownBy(() -> old.commitAsync(null, "another"));
        }
        assertThat(old.callbacks).containsExactly("assigned [0, 1]");
    }

    /** S4.18, S4.20. */
    @Test
    void aRestartWithinTheSessionKeepsGenerationAndAssignment() {
        Application before = member();
        before.pollRecords();
        before.close();
        assertThat(lab.coordinator.memberCount()).isEqualTo(1);
        Application after = member();
        after.pollRecords();

        assertThat(lab.coordinator.currentGeneration()).isEqualTo(1);
        assertThat(after.callbacks).containsExactly("assigned [0, 1]");
    }

    /** S4.20, S10.7. */
    @Test
    void closeOptionsSayWhetherAMemberGoes() {
        Application fixed = member();
        fixed.pollRecords();
        fixed.await(fixed.client.close(SECOND, GroupMembershipOperation.LEAVE_GROUP));
        assertThat(lab.coordinator.memberCount()).isZero();

        Application dynamic = lab.application().subscribe();
        dynamic.pollRecords();
        dynamic.await(dynamic.client.close(SECOND, GroupMembershipOperation.REMAIN_IN_GROUP));
        assertThat(lab.coordinator.memberCount()).isEqualTo(1);
        lab.pass(46 * SECOND);
        assertThat(lab.coordinator.memberCount()).isZero();
    }

    /** S4.33. */
    @Test
    void aStaticMemberThatDoesNotPollInTimeKeepsItsPlaceUntilItsSessionEnds() {
        Application slow = member("max.poll.interval.ms", "10000");
        slow.pollRecords();
        lab.pass(11 * SECOND);
        assertThat(lab.coordinator.memberCount()).isEqualTo(1);

        slow.pollRecords();
        assertThat(slow.callbacks).containsExactly("assigned [0, 1]", "lost [0, 1]", "assigned [0, 1]");
        assertThat(lab.coordinator.currentGeneration()).isEqualTo(1);
    }
}
