package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** How members of the consumer protocol are lost, how static ones come back, and what another coordinator knows. */
final class ConsumerMemberEndTest {
    private static final long SESSION = 45 * SECOND;

    private final Town town = new Town(AT_ONCE);

    private List<EvictionCause> evictions() {
        return town.facts(GroupFact.Evicted.class).stream()
                .map(GroupFact.Evicted::cause)
                .toList();
    }

    /** S5.11. */
    @Test
    void heartbeatsRenewTheSessionAndCommitsDoNot() {
        Peer silent = Peer.joined(town, 0, "t");
        Peer talking = Peer.joined(town, 1, "t");
        town.pass(SESSION - 1);
        talking.beat();
        assertThat(silent.commit(0, 1)).isEqualTo(Errors.NONE);
        town.pass(1);

        assertThat(evictions()).containsExactly(EvictionCause.SESSION_TIMEOUT);
        assertThat(town.coordinator.memberCount()).isEqualTo(1);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(4);
        assertThat(silent.beat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S5.8. */
    @Test
    void whoDoesNotGiveUpInTimeIsRemovedAndOnlyItsPartitionsWereWaitedFor() {
        Peer slow = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        slow.acknowledge();
        for (long passed = 0; passed < Peer.REBALANCE_MICROS - SECOND; passed += SECOND) {
            town.pass(SECOND);
            assertThat(slow.owning(0, 1, 2, 3).error()).isEqualTo(Errors.NONE);
            second.beat();
        }
        assertThat(evictions()).isEmpty();
        town.pass(SECOND);

        assertThat(evictions()).containsExactly(EvictionCause.REBALANCE_TIMEOUT);
        assertThat(second.beat().assigned()).containsExactly(0, 1, 2, 3);
    }

    /** S5.8. */
    @Test
    void theTimeToGiveUpEndsWhenItIsDone() {
        Peer first = Peer.joined(town, 0, "t");
        Peer.joined(town, 1, "t");
        first.acknowledge();
        first.owning(0, 1);
        town.pass(Peer.REBALANCE_MICROS);

        assertThat(evictions()).isEmpty();
    }

    /** S5.15. */
    @Test
    void aSecondLivingMemberOfAnInstanceIsRefused() {
        Peer one = new Peer(town, 0, "i");
        one.join();
        Peer other = new Peer(town, 1, "i");

        assertThat(other.join().error()).isEqualTo(Errors.UNRELEASED_INSTANCE_ID);
        assertThat(one.beat().error()).isEqualTo(Errors.NONE);
        other.epoch = 2;
        assertThat(other.beat().error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(other.leave()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    /** S5.15. */
    @Test
    void aStaticMemberThatLeftForNowIsBackUnderAnotherIdInTheSameEpoch() {
        Peer before = new Peer(town, 0, "i");
        before.join();
        assertThat(before.leaveForNow()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.owner(0)).isEqualTo(before.origin);
        assertThat(town.facts(GroupFact.CurrentAssignment.class))
                .last()
                .matches(fact -> fact.epoch() == GroupFact.CurrentAssignment.AWAY);

        Peer after = new Peer(town, new Origin(0, 1), "another", "i");
        assertThat(after.join().memberEpoch()).isEqualTo(2);
        assertThat(after.owned).containsExactly(0, 1, 2, 3);
        assertThat(town.coordinator.memberCount()).isEqualTo(1);
        assertThat(before.beat().error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    /** S5.15. */
    @Test
    void aStaticMemberThatStaysAwayIsRemovedWhenItsSessionEnds() {
        Peer away = new Peer(town, 0, "i");
        away.join();
        away.leaveForNow();
        town.pass(SESSION - 1);
        assertThat(town.coordinator.memberCount()).isEqualTo(1);
        town.pass(1);

        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.EMPTY);
    }

    /** S5.15. */
    @Test
    void aStaticMemberMayAlsoLeaveForGood() {
        Peer member = new Peer(town, 0, "i");
        member.join();

        assertThat(member.leave()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.memberCount()).isZero();
        assertThat(new Peer(town, 1, "i").join().error()).isEqualTo(Errors.NONE);
    }

    /** S7.14, S7.15. */
    @Test
    void anotherCoordinatorKnowsEpochsAndAssignmentsAndSessionsBeginAnew() {
        Peer member = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        town.pass(SESSION - SECOND);
        town.coordinator.move(SECOND);
        assertThat(member.beat().error()).isEqualTo(Errors.NOT_COORDINATOR);
        member.send(new io.offsetlab.protocol.Request.FindCoordinator());
        second.send(new io.offsetlab.protocol.Request.FindCoordinator());
        assertThat(member.beat().error()).isEqualTo(Errors.COORDINATOR_LOAD_IN_PROGRESS);
        assertThat(town.coordinator.isStable()).isFalse();
        town.pass(SECOND);

        assertThat(member.acknowledge().assigned()).containsExactly(0, 1);
        assertThat(member.owning(0, 1).memberEpoch()).isEqualTo(3);
        town.pass(SESSION - 1);
        assertThat(evictions()).isEmpty();
        town.pass(1);
        assertThat(evictions()).containsOnly(EvictionCause.SESSION_TIMEOUT);
    }

    /** S7.15. */
    @Test
    void theTimeToGiveUpBeginsAnewWithAnotherCoordinator() {
        Peer member = Peer.joined(town, 0, "t");
        Peer.joined(town, 1, "t");
        member.acknowledge();
        town.pass(Peer.REBALANCE_MICROS - SECOND);
        town.coordinator.move(0);
        town.pass(Peer.REBALANCE_MICROS - 1);
        assertThat(evictions()).isEmpty();
        town.pass(1);

        assertThat(evictions()).containsExactly(EvictionCause.REBALANCE_TIMEOUT);
    }

    /** S7.10, S4.16. */
    @Test
    void onlyAGroupWithoutMembersIsDeleted() {
        Peer member = Peer.joined(town, 0, "t");
        member.commit(0, 5);
        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.NON_EMPTY_GROUP);
        assertThat(town.coordinator.alterOffsets(io.offsetlab.protocol.Offsets.of(0, 1)))
                .isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(town.coordinator.deleteOffsets(0)).isEqualTo(Errors.GROUP_SUBSCRIBED_TO_TOPIC);
        assertThat(town.coordinator.deleteOffsets(4)).isEqualTo(Errors.NONE);
        member.leave();
        assertThat(town.coordinator.alterOffsets(io.offsetlab.protocol.Offsets.of(0, 1)))
                .isEqualTo(Errors.NONE);

        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.NONE);
        assertThat(town.coordinator.committed(0)).isEqualTo(-1);
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.DEAD);
        assertThat(town.coordinator.deleteGroup()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
    }
}
