package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The group moves to another coordinator: S7.14 to S7.16. */
final class FailoverTest {
    private final Town town = new Town(PLAIN);

    /** Pins the draw over one commit of member 0: 0 survives, 1 is lost. */
    private static Pins fate(Pins pins, int commit, long fate) {
        return pins.with(new Pins.Pin("survival", false, Chance.Stream.index(0, commit), fate));
    }

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

    /** S7.15 */
    @Test
    void aCommitThatSurvivesIsStoredThoughNobodyIsTold() {
        Town slow = new Town(PLAIN.withReplication(1_000), fate(Pins.NONE, 0, 0), Script.NOBODY_IS_QUIET);
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        Inbox commit = member.commit(0, 5);
        slow.coordinator.move(0);
        slow.pass(1_000);

        assertThat(commit.error()).isEqualTo(Errors.NOT_COORDINATOR);
        assertThat(slow.coordinator.committed(0)).isEqualTo(5);
        assertThat(slow.facts(CommitFact.CommitRolledBack.class)).isEmpty();
    }

    /** S7.15: what a follower has is a prefix of the log. */
    @Test
    void aLostCommitTakesAllBehindItAlong() {
        Pins pins = fate(fate(fate(Pins.NONE, 0, 0), 1, 1), 2, 0);
        Town slow = new Town(PLAIN.withReplication(1_000), pins, Script.NOBODY_IS_QUIET);
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        List<Inbox> commits = List.of(member.commit(0, 5), member.commit(0, 6), member.commit(1, 7), member.fetch(0));
        slow.coordinator.move(0);
        slow.pass(1_000);

        assertThat(commits).extracting(Inbox::error).containsOnly(Errors.NOT_COORDINATOR);
        assertThat(slow.coordinator.committed(0)).isEqualTo(5);
        assertThat(slow.coordinator.committed(1)).isEqualTo(-1);
        assertThat(slow.facts(CommitFact.CommitRolledBack.class))
                .containsExactly(
                        new CommitFact.CommitRolledBack(1_000, 1, 7, -1),
                        new CommitFact.CommitRolledBack(1_000, 0, 6, 5));
    }

    @Test
    void anAcknowledgedCommitIsNeverTakenBack() {
        Town slow = new Town(PLAIN.withReplication(1_000), fate(Pins.NONE, 0, 1), Script.NOBODY_IS_QUIET);
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        Inbox commit = member.commit(0, 5);
        slow.pass(1_000);
        slow.coordinator.move(0);

        assertThat(commit.error()).isEqualTo(Errors.NONE);
        assertThat(slow.coordinator.committed(0)).isEqualTo(5);
    }

    @Test
    void aDirectCommitIsNotTakenBackWithTheOneBeforeIt() {
        Town slow = new Town(PLAIN.withReplication(1_000), fate(Pins.NONE, 0, 1), Script.NOBODY_IS_QUIET);
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        member.commit(0, 5);
        slow.coordinator.commitDirectly(0, 9, 0);
        slow.coordinator.move(0);

        assertThat(slow.coordinator.committed(0)).isEqualTo(9);
    }

    /** S7.15 */
    @Test
    void anAssignmentThatIsNotReplicatedIsLost() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process leader = slow.process();
        Inbox join = leader.join();
        slow.pass(0);
        Inbox sync = leader.learn(join).syncAsLeader(join.joined().members());
        slow.coordinator.move(0);
        slow.pass(1_000);

        assertThat(sync.error()).isEqualTo(Errors.NOT_COORDINATOR);
        assertThat(slow.coordinator.state()).isEqualTo(GroupState.EMPTY);
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
}
