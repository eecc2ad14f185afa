package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** How the leader's assignment reaches the members: S4.10, S4.11, S4.14. */
final class SyncPhaseTest {
    private final Town town = new Town(PLAIN);

    private List<Inbox> joinedPair(Process leader, Process follower) {
        List<Inbox> joins = List.of(leader.join(), follower.join());
        town.pass(0);
        leader.learn(joins.get(0));
        follower.learn(joins.get(1));
        return joins;
    }

    /** S4.10 */
    @Test
    void aFollowerWaitsForTheLeadersAssignment() {
        Process leader = town.process();
        Process follower = town.process();
        List<Inbox> joins = joinedPair(leader, follower);
        Inbox waiting = follower.sync();
        assertThat(waiting.isEmpty()).isTrue();

        Inbox own = leader.syncAsLeader(joins.get(0).joined().members());

        assertThat(own.synced().assignment().partitions()).containsExactly(0);
        assertThat(waiting.synced().assignment().partitions()).containsExactly(1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
    }

    /** S4.10 */
    @Test
    void aMemberThatTheLeaderForgotGetsAnEmptyAssignment() {
        Process leader = town.process();
        Process follower = town.process();
        List<Inbox> joins = joinedPair(leader, follower);
        leader.syncAsLeader(joins.get(0).joined().members().subList(0, 1));

        assertThat(follower.sync().synced().assignment().partitions()).isEmpty();
    }

    /** S4.10 */
    @Test
    void aLateSyncGetsTheStoredAssignment() {
        Process follower = town.stableGroup(2).get(1);

        assertThat(follower.sync().synced().assignment().partitions()).containsExactly(1);
    }

    /** S4.10 */
    @Test
    void aSyncOfAnotherGenerationIsIllegal() {
        Process follower = town.stableGroup(2).get(1);
        follower.generation = 0;

        assertThat(follower.sync().error()).isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    /** S4.10, S4.14 */
    @Test
    void aRebalanceSendsParkedSyncsBack() {
        Process leader = town.process();
        Process follower = town.process();
        joinedPair(leader, follower);
        Inbox waiting = follower.sync();

        leader.leave();

        assertThat(waiting.error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        assertThat(follower.sync().error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    /** S4.11 */
    @Test
    void whoNeverSyncsIsRemovedWhenTheRebalanceTimeoutIsOver() {
        Process leader = town.process();
        Process follower = town.process();
        List<Inbox> joins = joinedPair(leader, follower);
        leader.syncAsLeader(joins.get(0).joined().members());
        for (int second = 0; second < 30; second++) {
            assertThat(leader.heartbeat()).isEqualTo(Errors.NONE);
            assertThat(follower.heartbeat()).isEqualTo(Errors.NONE);
            town.pass(SECOND);
        }

        assertThat(leader.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        assertThat(town.facts(GroupFact.Evicted.class))
                .containsExactly(new GroupFact.Evicted(30 * SECOND, 1, EvictionCause.REBALANCE_TIMEOUT));
    }

    /** S4.11 */
    @Test
    void nothingHappensWhenTheRebalanceTimeoutIsOverAndAllHaveSynced() {
        Process member = town.stableGroup(1).get(0);
        for (int second = 0; second < 40; second++) {
            assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
            town.pass(SECOND);
        }
    }

    /** S4.10: what is not replicated does not count. */
    @Test
    void theGroupIsStableWhenTheAssignmentIsReplicated() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process leader = slow.process();
        Inbox join = leader.join();
        slow.pass(0);
        Inbox sync = leader.learn(join).syncAsLeader(join.joined().members());
        slow.pass(999);
        assertThat(sync.isEmpty()).isTrue();

        slow.pass(1);

        assertThat(sync.error()).isEqualTo(Errors.NONE);
        assertThat(slow.coordinator.state()).isEqualTo(GroupState.STABLE);
    }

    @Test
    void aGenerationIsAFactOnceItsAssignmentIsStored() {
        town.stableGroup(2);

        List<GroupFact.GenerationFormed> formed = town.facts(GroupFact.GenerationFormed.class);

        assertThat(formed).hasSize(1);
        assertThat(formed.get(0).generation()).isEqualTo(1);
        assertThat(formed.get(0).members()).containsExactly(0, 1);
        assertThat(formed.get(0).partitions()).isDeepEqualTo(new int[][] {{0}, {1}});
    }

    @Test
    void anOwnerIsKnownWhileTheGroupIsStable() {
        List<Process> members = town.stableGroup(2);
        assertThat(town.coordinator.owner(1)).isEqualTo(members.get(1).origin);
        assertThat(town.coordinator.owner(3)).isNull();

        members.get(0).ask();

        assertThat(town.coordinator.owner(1)).isNull();
    }
}
