package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offsets that nobody needs go: S4.16, S7.4 to S7.6. */
final class OffsetExpiryTest {
    private static final long CHECK = PLAIN.offsetsRetentionCheckMicros();
    private final Town town = new Town(PLAIN.withOffsetsRetention(60 * SECOND));

    private void expireNow() {
        town.coordinator.expireOffsets();
    }

    private void passAlive(Process member, long seconds) {
        for (long second = 0; second < seconds; second++) {
            member.heartbeat();
            town.pass(SECOND);
        }
    }

    /** S7.4 */
    @Test
    void anEmptyGroupsOffsetsGoByTheTimeSinceItBecameEmpty() {
        Process member = town.stableGroup(1).get(0);
        member.commit(0, 5);
        passAlive(member, 40);
        member.leave();
        town.pass(60 * SECOND - 1);
        expireNow();
        assertThat(town.coordinator.committed(0)).isEqualTo(5);

        town.pass(1);
        expireNow();

        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.facts(CommitFact.OffsetsAltered.class))
                .containsExactly(new CommitFact.OffsetsAltered(100 * SECOND, 0, 5, -1));
    }

    /** S7.4, S7.5 */
    @Test
    void aLivingGroupKeepsWhatItSubscribesToAndLosesTheRest() {
        Process member = town.stableGroup(1).get(0);
        member.commit(Offsets.of(new int[] {0, 4}, new long[] {5, 6}));
        passAlive(member, 60);
        expireNow();

        assertThat(town.coordinator.committed(0)).isEqualTo(5);
        assertThat(town.coordinator.committed(4)).isEqualTo(-1);
    }

    /** S7.4 */
    @Test
    void nothingExpiresDuringARebalance() {
        Process member = town.stableGroup(1).get(0);
        member.commit(4, 6);
        passAlive(member, 59);
        town.process().join();
        passAlive(member, 2);
        expireNow();

        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
        assertThat(town.coordinator.committed(4)).isEqualTo(6);
    }

    /** S7.2 */
    @Test
    void committingTheSameOffsetAgainStartsItsTimeAnew() {
        Process standalone = town.process();
        standalone.send(new Request.OffsetCommit("", null, -1, Offsets.of(0, 1), 0));
        town.pass(30 * SECOND);
        standalone.send(new Request.OffsetCommit("", null, -1, Offsets.of(0, 1), 1));
        town.pass(59 * SECOND);
        expireNow();
        assertThat(town.coordinator.committed(0)).isEqualTo(1);
        town.pass(SECOND);
        expireNow();
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }

    /** S7.4 */
    @Test
    void aGroupWithoutMembersEverLosesEachOffsetAfterItsOwnTime() {
        Process standalone = town.process();
        standalone.send(new Request.OffsetCommit("", null, -1, Offsets.of(0, 1), 0));
        town.pass(30 * SECOND);
        standalone.send(new Request.OffsetCommit("", null, -1, Offsets.of(1, 2), 1));
        town.pass(30 * SECOND);
        expireNow();
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.committed(1)).isEqualTo(2);

        town.pass(30 * SECOND);
        expireNow();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
    }

    /** S4.16 */
    @Test
    void anEmptyGroupWithoutOffsetsIsDeletedByTheNextCheck() {
        town.stableGroup(1).get(0).leave();
        town.pass(CHECK - 1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);

        town.pass(1);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
        assertThat(town.coordinator.currentGeneration()).isZero();
    }

    /** S7.4 */
    @Test
    void theCheckComesByItselfAtTheFirstTickThatFindsSomething() {
        Town patient = new Town(PLAIN.withOffsetsRetention(2 * CHECK));
        Process standalone = patient.process();
        patient.pass(10 * SECOND);
        standalone.send(new Request.OffsetCommit("", null, -1, Offsets.of(0, 1), 0));
        patient.pass(CHECK);
        assertThat(patient.simulation.nextEventAt()).isEqualTo(3 * CHECK);
        patient.pass(2 * CHECK - 10 * SECOND - 1);
        assertThat(patient.coordinator.committed(0)).isEqualTo(1);

        patient.pass(1);

        assertThat(patient.coordinator.committed(0)).isEqualTo(-1);
        assertThat(patient.simulation.isIdle()).isTrue();
    }

    /** S7.4 */
    @Test
    void theCheckComesByItselfForALivingGroupToo() {
        Process member = town.stableGroup(1).get(0);
        member.commit(Offsets.of(new int[] {0, 4}, new long[] {5, 6}));
        passAlive(member, CHECK / SECOND);

        assertThat(town.coordinator.committed(0)).isEqualTo(5);
        assertThat(town.coordinator.committed(4)).isEqualTo(-1);
    }

    /** S7.4, S7.15 */
    @Test
    void aMoveDoesNotForgetSinceWhenTheGroupIsEmpty() {
        Process member = town.stableGroup(1).get(0);
        member.commit(0, 5);
        member.leave();
        town.pass(50 * SECOND);
        town.coordinator.move(0);
        town.pass(10 * SECOND);
        expireNow();

        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
    }

    @Test
    void noCheckWaitsWhileAllOffsetsAreSubscribed() {
        Process member = town.process();
        member.sessionMicros = 3 * CHECK;
        town.stabilize(List.of(member));
        town.pass(JoinRequests.NEW_MEMBER_JOIN_TIMEOUT_MICROS);
        member.commit(0, 1);
        assertThat(town.simulation.nextEventAt()).isEqualTo(3 * CHECK);

        member.commit(4, 1);

        assertThat(town.simulation.nextEventAt()).isEqualTo(CHECK);
    }
}
