package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Pins;
import io.offsetlab.trace.CommitFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** What becomes of writes that are not replicated yet when something happens: S7.3, S7.15. */
final class ReplicationTest {

    /** Pins the draw over one commit of member 0: 0 survives, 1 is lost. */
    private static Pins fate(Pins pins, int commit, long fate) {
        return pins.with(new Pins.Pin("survival", false, Chance.Stream.index(0, commit), fate));
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
    void howManyCommitsAreUnderWayDoesNotMatter() {
        Town slow = new Town(PLAIN.withReplication(1_000), fate(Pins.NONE, 10, 1), Script.NOBODY_IS_QUIET);
        Process member = slow.stableGroup(1).get(0);
        slow.pass(1_000);
        List<Inbox> commits = new ArrayList<>();
        for (int offset = 0; offset < 50; offset++) {
            if (offset == 10) {
                slow.pass(600);
            }
            if (offset == 18) {
                slow.pass(400);
            }
            commits.add(member.commit(0, offset));
        }
        slow.coordinator.move(0);
        slow.pass(1_000);

        assertThat(slow.coordinator.committed(0)).isEqualTo(9);
        assertThat(commits.subList(0, 10)).extracting(Inbox::error).containsOnly(Errors.NONE);
        assertThat(commits.subList(10, 50)).extracting(Inbox::error).containsOnly(Errors.NOT_COORDINATOR);
    }

    @Test
    void aCommitThatStoresNothingIsAnsweredAtOnce() {
        Town slow = new Town(PLAIN.withReplication(1_000));

        assertThat(slow.process().commit(77, 1).error()).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    /** S4.10 */
    @Test
    void anAssignmentThatWasOvertakenByARebalanceReachesNobody() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process leader = slow.process();
        Inbox join = leader.join();
        slow.pass(0);
        Inbox sync = leader.learn(join).syncAsLeader(join.joined().members());
        Process newcomer = slow.process();
        newcomer.join();
        leader.learn(leader.ask());
        assertThat(sync.error()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
        slow.pass(500);
        Inbox next = leader.sync();

        slow.pass(999);

        assertThat(next.isEmpty()).isTrue();
        slow.pass(1);
        assertThat(next.error()).isEqualTo(Errors.NONE);
        assertThat(leader.generation).isEqualTo(2);
    }

    /** S4.10, S7.15 */
    @Test
    void anAssignmentGivenToTheOldCoordinatorReachesNobodyUnderTheNewOne() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process leader = slow.process();
        Inbox join = leader.join();
        slow.pass(0);
        leader.learn(join).syncAsLeader(join.joined().members());
        slow.coordinator.move(0);
        slow.pass(500);
        Process again = slow.process();
        again.findCoordinator();
        Inbox rejoin = again.join();
        slow.pass(0);
        assertThat(again.learn(rejoin).generation).isEqualTo(1);

        slow.pass(500);

        assertThat(slow.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);
    }

    @Test
    void aRecordNeverReplacesALaterOne() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        Process leader = slow.process();
        Inbox join = leader.join();
        slow.pass(0);
        leader.learn(join).syncAsLeader(join.joined().members());
        leader.leave();
        slow.pass(1_000);
        slow.coordinator.move(0);

        assertThat(slow.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(slow.coordinator.currentGeneration()).isEqualTo(2);
    }
}
