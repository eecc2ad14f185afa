package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.group.modern.ConsumerGroupSettings;
import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.group.modern.MigrationPolicy;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** A group with members changes its protocol, as far as group.consumer.migration.policy lets it (S5.23). */
final class MigrationTest {
    private Town town = new Town(AT_ONCE);

    private static GroupConfig under(MigrationPolicy policy) {
        ConsumerGroupConfig config = ConsumerGroupSettings.parse(
                Map.of("group.consumer.migration.policy", policy.name(), "group.consumer.assignment.interval.ms", "0"));
        return Town.PLAIN.withConsumer(config);
    }

    private Answer.JoinGroup joinAgain(Process member) {
        Answer.JoinGroup joined = member.join().joined();
        assertThat(joined.error()).isEqualTo(Errors.NONE);
        member.memberId = joined.memberId();
        member.generation = joined.generation();
        return joined;
    }

    private static List<Integer> synced(Process member) {
        Answer.SyncGroup synced = (Answer.SyncGroup) member.sync().answer();
        assertThat(synced.error()).isEqualTo(Errors.NONE);
        return synced.assignment().partitions();
    }

    @Test
    void aMemberOfTheConsumerProtocolTakesTheGroupAlongAndClassicMembersJoinAgainForTheirParts() {
        List<Process> classic = town.stableGroup(2);
        Peer modern = Peer.joined(town, 7, "t");

        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.RECONCILING);
        assertThat(town.coordinator.memberCount()).isEqualTo(3);
        assertThat(modern.epoch).as("one more than the generation").isEqualTo(2);
        assertThat(town.coordinator.owner(0)).as("everybody keeps what it has").isEqualTo(classic.get(0).origin);
        assertThat(town.coordinator.owner(1)).isEqualTo(classic.get(1).origin);

        for (Process member : classic) {
            assertThat(member.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
            Answer.JoinGroup joined = joinAgain(member);
            assertThat(joined.generation()).isEqualTo(2);
            assertThat(joined.leaderId()).as("the coordinator assigns").isEmpty();
            assertThat(joined.protocolName()).isEqualTo("range");
            assertThat(synced(member)).isNotEmpty();
            assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
        }
        modern.beat();
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.STABLE);
    }

    @Test
    void aCooperativeMemberGivesUpWhatMovesBeforeItsGenerationAdvances() {
        Process classic = town.process().owning();
        Inbox join = classic.join();
        town.pass(0);
        classic.learn(join);
        classic.send(new Request.SyncGroup(
                classic.memberId,
                null,
                classic.generation,
                Map.of(classic.memberId, new Assignment(List.of(0, 1, 2, 3), null))));
        Peer modern = Peer.joined(town, 7, "t");
        int before = classic.generation;

        classic.owning(0, 1, 2, 3);
        assertThat(joinAgain(classic).generation())
                .as("it has to give up first")
                .isEqualTo(before);
        List<Integer> kept = synced(classic);
        assertThat(kept).hasSize(2);
        assertThat(classic.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        assertThat(modern.beat().assigned()).as("not free yet").isNull();

        classic.owning(kept.toArray(Integer[]::new));
        assertThat(joinAgain(classic).generation()).isEqualTo(before + 1);
        assertThat(synced(classic)).isEqualTo(kept);
        assertThat(modern.beat().assigned()).hasSize(2).doesNotContainAnyElementsOf(kept);
        assertThat(classic.heartbeat()).isEqualTo(Errors.NONE);
    }

    @Test
    void aMemberThatWaitsForOthersIsToldToJoinAgainWhenTheyHaveGivenUp() {
        Peer modern = Peer.joined(town, 7, "t");
        Process classic = town.process();
        joinAgain(classic);
        assertThat(synced(classic)).as("nothing is free").isEmpty();
        assertThat(classic.heartbeat()).isEqualTo(Errors.NONE);

        modern.acknowledge();
        modern.owning(modern.owned.toArray(Integer[]::new));
        assertThat(classic.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        joinAgain(classic);
        assertThat(synced(classic)).hasSize(2);
    }

    @Test
    void whoeverWaitsInAClassicRebalanceIsToldToJoinAgain() {
        List<Process> classic = town.stableGroup(2);
        Inbox parked = classic.get(0).join();
        assertThat(parked.isEmpty()).isTrue();
        Peer.joined(town, 7, "t");
        assertThat(parked.error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    @Test
    void aGroupThatHasNotChosenAnAssignorYetMakesTheNewcomerFail() {
        town = new Town(AT_ONCE.withInitialRebalanceDelay(3 * SECOND));
        Inbox parked = town.process().join();
        assertThat(new Peer(town, 7, null).join().error()).isEqualTo(Errors.UNKNOWN_SERVER_ERROR);
        assertThat(parked.error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
    }

    @Test
    void whatACustomAssignorToldItsMembersForbidsTheChange() {
        Process classic = town.stableGroup(1).get(0);
        Inbox join = classic.join();
        classic.learn(join);
        ByteBuffer told = ByteBuffer.wrap(new byte[] {1});
        classic.send(new Request.SyncGroup(
                classic.memberId,
                null,
                classic.generation,
                Map.of(classic.memberId, new Assignment(List.of(0), told))));
        assertThat(new Peer(town, 7, null).join().error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        assertThat(classic.heartbeat()).isEqualTo(Errors.NONE);
    }

    @Test
    void theGroupIsClassicAgainWhenTheLastMemberOfTheConsumerProtocolGoes() {
        List<Process> classic = town.stableGroup(2);
        Peer modern = Peer.joined(town, 7, "t");
        classic.forEach(member -> {
            joinAgain(member);
            synced(member);
        });
        modern.beat();
        modern.leave();

        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.DEAD);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(2);
        assertThat(town.facts(GroupFact.GenerationFormed.class)).last().satisfies(formed -> {
            assertThat(formed.generation()).isEqualTo(2);
            assertThat(formed.members()).containsExactly(0, 1);
        });
        classic.forEach(member -> assertThat(member.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS));
        town.stabilize(classic);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(3);
    }

    @Test
    void aSilentMemberOfTheConsumerProtocolEndsItsGroupsProtocolToo() {
        Process classic = town.stableGroup(1).get(0);
        Peer.joined(town, 7, "t");
        joinAgain(classic);
        synced(classic);
        for (int i = 0; i < 9; i++) {
            town.pass(5 * SECOND);
            classic.heartbeat();
        }
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
        assertThat(town.facts(GroupFact.Evicted.class)).last().satisfies(fact -> {
            assertThat(fact.member()).isEqualTo(7);
            assertThat(fact.cause()).isEqualTo(EvictionCause.SESSION_TIMEOUT);
        });
    }

    @Test
    void aStaticMemberChangesTheProtocolWithoutARebalanceInBothDirections() {
        Process classic = town.staticProcess("i");
        town.stabilize(List.of(classic));
        Peer modern = new Peer(town, new Origin(0, 1), "modern", "i");
        assertThat(modern.join().assigned()).as("what it had").containsExactly(0);
        assertThat(modern.epoch).isEqualTo(classic.generation);
        assertThat(classic.heartbeat()).isEqualTo(Errors.FENCED_INSTANCE_ID);

        Process again = new Process(town, new Origin(0, 2), "i");
        joinAgain(again);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
        assertThat(again.generation).isEqualTo(modern.epoch);
        assertThat(synced(again)).containsExactly(0);
        assertThat(modern.beat().error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
    }

    @Test
    void aClassicMemberThatDoesNotJoinOrSyncWithinItsRebalanceTimeoutIsOut() {
        List<Process> classic = town.stableGroup(2);
        Peer modern = Peer.joined(town, 7, "t");
        Process joins = classic.get(0);
        joinAgain(joins);
        for (int i = 0; i < 6; i++) {
            assertThat(classic.get(1).heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
            joins.heartbeat();
            modern.beat();
            town.pass(5 * SECOND);
        }
        assertThat(classic.get(1).heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(joins.heartbeat()).as("it never synced").isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(town.facts(GroupFact.Evicted.class))
                .extracting(GroupFact.Evicted::cause)
                .containsOnly(EvictionCause.REBALANCE_TIMEOUT);
    }

    @Test
    void aClassicMemberHasTheSessionThatItAskedFor() {
        Process classic = town.stableGroup(1).get(0);
        Peer modern = Peer.joined(town, 7, "t");
        town.pass(classic.sessionMicros - 1);
        assertThat(town.coordinator.memberCount()).isEqualTo(2);
        town.pass(1);
        assertThat(town.coordinator.memberCount()).isEqualTo(1);
        assertThat(modern.beat().assigned()).containsExactly(0, 1, 2, 3);
    }

    /** S5.20: the words are those of the member's protocol. */
    @Test
    void aClassicMemberCommitsWithItsEpochAndIsToldOfAnIllegalGeneration() {
        Process classic = town.stableGroup(1).get(0);
        Peer modern = Peer.joined(town, 7, "t");
        assertThat(classic.commit(0, 5).error()).isEqualTo(Errors.NONE);
        int old = classic.generation;
        joinAgain(classic);
        int now = classic.generation;
        classic.generation = old;
        assertThat(classic.commit(0, 6).error()).as("given in that generation").isEqualTo(Errors.NONE);
        assertThat(classic.commit(3, 6).error()).isEqualTo(Errors.ILLEGAL_GENERATION);
        classic.generation = now + 1;
        assertThat(classic.commit(0, 7).error()).isEqualTo(Errors.ILLEGAL_GENERATION);
        modern.epoch++;
        assertThat(modern.commit(0, 7)).isEqualTo(Errors.STALE_MEMBER_EPOCH);
    }

    @Test
    void thePolicyDecidesWhichWayAGroupMayGo() {
        for (MigrationPolicy policy : MigrationPolicy.values()) {
            town = new Town(under(policy));
            Process classic = town.stableGroup(1).get(0);
            Peer modern = new Peer(town, 7, null);
            assertThat(modern.join().error())
                    .as("up under %s", policy)
                    .isEqualTo(policy.allowsUpgrade() ? Errors.NONE : Errors.GROUP_ID_NOT_FOUND);
            assertThat(classic.heartbeat())
                    .isEqualTo(policy.allowsUpgrade() ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE);

            town = new Town(under(policy));
            Peer first = Peer.joined(town, 7, "t");
            Process second = town.process();
            Errors joined = second.join().error();
            assertThat(joined)
                    .as("a classic member under %s", policy)
                    .isEqualTo(policy.allowsBoth() ? Errors.NONE : Errors.INCONSISTENT_GROUP_PROTOCOL);
            first.leave();
            boolean classicAgain = policy.allowsBoth() && policy.allowsDowngrade();
            assertThat(town.coordinator.consumerState() == ConsumerGroupState.DEAD)
                    .as("down under %s", policy)
                    .isEqualTo(classicAgain);
        }
    }

    @Test
    void aGroupThatIsTooLargeForTheOtherProtocolStaysWhatItIs() {
        town = new Town(Town.PLAIN.withConsumer(ConsumerGroupConfig.DEFAULTS.withMaxSize(1)));
        List<Process> two = town.stableGroup(2);
        assertThat(new Peer(town, 7, null).join().error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        two.get(1).leave();
        town.stabilize(two.subList(0, 1));
        assertThat(new Peer(town, 7, null).join().error()).isEqualTo(Errors.GROUP_MAX_SIZE_REACHED);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);

        town = new Town(AT_ONCE.withMaxSize(1));
        Peer modern = Peer.joined(town, 7, "t");
        joinAgain(town.process());
        joinAgain(town.process());
        modern.leave();
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.ASSIGNING);
    }

    @Test
    void anotherCoordinatorFindsTheMembersOfBothProtocols() {
        Process classic = town.stableGroup(1).get(0);
        Peer modern = Peer.joined(town, 7, "t");
        joinAgain(classic);
        synced(classic);
        modern.beat();
        town.coordinator.move(0);
        classic.findCoordinator();
        modern.send(new Request.FindCoordinator());
        assertThat(classic.heartbeat()).isEqualTo(Errors.NONE);
        assertThat(modern.beat().error()).isEqualTo(Errors.NONE);
        modern.leave();
        town.coordinator.move(0);
        classic.findCoordinator();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
        assertThat(classic.heartbeat()).as("as it was stored").isEqualTo(Errors.NONE);
    }
}
