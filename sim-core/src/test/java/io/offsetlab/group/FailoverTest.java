package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The group moves to another coordinator: S7.14 to S7.16. */
final class FailoverTest {
    private final Town town = new Town(PLAIN);

    /** S7.16 */
    @Test
    void theGroupGoesOnUnderTheNewCoordinator() {
        List<Process> members = town.stableGroup(2);
        members.get(0).commit(0, 5);

        town.coordinator.move(SECOND);
        town.pass(SECOND);
        members.forEach(Process::findCoordinator);

        assertThat(members.get(0).heartbeat()).isEqualTo(Errors.NONE);
        assertThat(members.get(1).commit(1, 6).error()).isEqualTo(Errors.NONE);
        assertThat(members.get(1).sync().synced().assignment().partitions()).containsExactly(1);
        assertThat(town.coordinator.committed(0)).isEqualTo(5);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(1);
        assertThat(town.facts(GroupFact.CoordinatorMoved.class))
                .containsExactly(new GroupFact.CoordinatorMoved(0, SECOND));
    }

    /** S7.14 */
    @Test
    void whoDoesNotLookForTheNewCoordinatorSpeaksToTheOldOne() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(0);

        assertThat(member.heartbeat()).isEqualTo(Errors.NOT_COORDINATOR);
        assertThat(member.commit(0, 1).error()).isEqualTo(Errors.NOT_COORDINATOR);
        assertThat(town.facts(CommitFact.CommitRefused.class)).hasSize(1);

        assertThat(member.findCoordinator().error()).isEqualTo(Errors.NONE);
        assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
    }

    /** S7.14 */
    @Test
    void theNewCoordinatorAsksForPatienceWhileItLoads() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(SECOND);
        member.findCoordinator();

        assertThat(List.of(member.heartbeat(), member.leave())).containsOnly(Errors.COORDINATOR_LOAD_IN_PROGRESS);
        assertThat(List.of(member.ask(), member.sync(), member.commit(0, 1), member.fetch(0)))
                .extracting(Inbox::error)
                .containsOnly(Errors.COORDINATOR_LOAD_IN_PROGRESS);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
        assertThat(town.coordinator.alterOffsets(Offsets.of(0, 1))).isEqualTo(Errors.COORDINATOR_LOAD_IN_PROGRESS);

        town.pass(SECOND);
        assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
    }

    /** S7.14 */
    @Test
    void parkedRequestsLearnThatTheCoordinatorIsGone() {
        List<Process> members = town.stableGroup(2);
        Inbox join = members.get(0).ask();
        town.coordinator.move(0);
        assertThat(join.error()).isEqualTo(Errors.NOT_COORDINATOR);

        Town other = new Town(PLAIN);
        Process leader = other.process();
        Process follower = other.process();
        leader.join();
        Inbox joined = follower.join();
        other.pass(0);
        Inbox sync = follower.learn(joined).sync();
        other.coordinator.move(0);
        assertThat(sync.error()).isEqualTo(Errors.NOT_COORDINATOR);
    }

    /** S7.15 */
    @Test
    void aMoveDuringTheJoinPhaseResumesTheStableGenerationBefore() {
        List<Process> members = town.stableGroup(2);
        Process newcomer = town.process();
        newcomer.join();
        members.get(0).ask();
        town.coordinator.move(0);
        members.forEach(Process::findCoordinator);
        newcomer.findCoordinator();

        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
        assertThat(members.get(0).heartbeat()).isEqualTo(Errors.NONE);
        assertThat(newcomer.ask().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S7.15 */
    @Test
    void aMoveDuringTheSyncPhaseForgetsTheNewGeneration() {
        Process member = town.stableGroup(1).get(0);
        member.learn(member.ask());
        assertThat(member.generation).isEqualTo(2);
        town.coordinator.move(0);
        member.findCoordinator();

        assertThat(town.coordinator.currentGeneration()).isEqualTo(1);
        assertThat(member.heartbeat()).isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    /** S7.15 */
    @Test
    void aGroupThatNeverWasStableIsEmptyAfterwards() {
        town.process().join();
        town.coordinator.move(0);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(town.coordinator.currentGeneration()).isZero();
    }

    /** S7.15 */
    @Test
    void anEmptyGroupKeepsItsGeneration() {
        town.stableGroup(1).get(0).leave();
        town.coordinator.move(0);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(2);
    }

    /** S1.24, S7.15 */
    @Test
    void aGroupThatOnlyHasOffsetsIsLoadedFromThem() {
        Town simple = new Town(PLAIN);
        simple.coordinator.move(0);
        assertThat(simple.coordinator.state()).isEqualTo(GroupState.DEAD);

        simple.coordinator.commitDirectly(0, 4, 0);
        simple.coordinator.move(0);
        assertThat(simple.coordinator.state()).isEqualTo(GroupState.EMPTY);
    }

    /** S7.15 */
    @Test
    void sessionsStartAnewWhenTheGroupIsLoaded() {
        Process member = town.stableGroup(1).get(0);
        town.pass(9 * SECOND);
        town.coordinator.move(2 * SECOND);
        town.pass(12 * SECOND - 1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);

        town.pass(1);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        member.findCoordinator();
        assertThat(member.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S7.15: the record keeps the chosen assignor only, so a follower with two has changed metadata. */
    @Test
    void theNewCoordinatorKnowsTheChosenAssignorOnly() {
        Process leader = town.process().supporting("range", "sticky");
        Process follower = town.process().supporting("range", "sticky");
        town.stabilize(List.of(leader, follower));
        assertThat(follower.ask().isEmpty()).isFalse();
        town.coordinator.move(0);
        follower.findCoordinator();

        assertThat(follower.ask().isEmpty()).isTrue();
    }

    @Test
    void aSecondMoveStartsLoadingAgain() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(SECOND);
        town.pass(SECOND / 2);
        town.coordinator.move(SECOND);
        member.findCoordinator();
        town.pass(SECOND - 1);
        assertThat(member.heartbeat()).isEqualTo(Errors.COORDINATOR_LOAD_IN_PROGRESS);

        town.pass(1);
        assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
    }

    /** S7.16 */
    @Test
    void aProcessThatRestartsMustLookForTheCoordinatorItself() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(0);
        member.findCoordinator();
        Process restarted = new Process(town, new Origin(0, 1), null);

        assertThat(restarted.ask().error()).isEqualTo(Errors.NOT_COORDINATOR);
    }

    @Test
    void theTimersOfTheOldCoordinatorAreGone() {
        List<Process> members = town.stableGroup(2);
        members.get(0).ask();
        town.coordinator.move(0);
        members.forEach(Process::findCoordinator);
        for (int second = 0; second < 40; second++) {
            assertThat(members).extracting(Process::heartbeat).containsOnly(Errors.NONE);
            town.pass(SECOND);
        }

        assertThat(town.coordinator.currentGeneration()).isEqualTo(1);
    }

    /** S4.18, S7.15 */
    @Test
    void aReplacedStaticMemberIsKnownToTheNewCoordinator() {
        town.stabilize(List.of(town.staticProcess("x")));
        Process back = town.staticProcess("x");
        back.learn(back.ask());
        town.coordinator.move(0);
        back.findCoordinator();

        assertThat(back.heartbeat()).isEqualTo(Errors.NONE);
        assertThat(back.sync().synced().assignment().partitions()).containsExactly(0);
    }

    /** S4.15: static members that did not rejoin can bring a group above its limit. */
    @Test
    void aGroupAboveItsLimitRebalancesWhenItIsLoaded() {
        Town small = new Town(PLAIN.withMaxSize(2));
        List<Process> pair = List.of(small.staticProcess("x"), small.staticProcess("y"));
        pair.get(1).sessionMicros = 1_800 * SECOND;
        small.stabilize(pair);
        Process newcomer = small.process();
        List<Inbox> joins = List.of(pair.get(0).ask(), newcomer.join());
        small.pass(30 * SECOND);
        newcomer.learn(joins.get(1));
        pair.get(0).learn(joins.get(0)).syncAsLeader(joins.get(0).joined().members());
        assertThat(small.coordinator.state()).isEqualTo(GroupState.STABLE);

        small.coordinator.move(0);

        assertThat(small.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
    }
}
