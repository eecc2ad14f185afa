package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.protocol.Request;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Heartbeats and sessions: S4.12 to S4.14. */
final class SessionTest {
    private final Town town = new Town(PLAIN);

    /** S4.14 */
    @Test
    void aSilentMemberIsEvictedWhenItsSessionEnds() {
        List<Process> members = town.stableGroup(2);
        town.pass(5 * SECOND);
        members.get(0).heartbeat();
        town.pass(5 * SECOND - 1);
        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();

        town.pass(1);

        assertThat(town.facts(GroupFact.Evicted.class))
                .containsExactly(new GroupFact.Evicted(10 * SECOND, 1, EvictionCause.SESSION_TIMEOUT));
        assertThat(members.get(1).heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(members.get(0).heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    /** S4.12 */
    @Test
    void aHeartbeatOfAnotherGenerationIsIllegal() {
        Process member = town.stableGroup(1).get(0);
        member.generation = 7;

        assertThat(member.heartbeat()).isEqualTo(Errors.ILLEGAL_GENERATION);
    }

    /** S4.12 */
    @Test
    void aHeartbeatIsFineWhileTheGroupCompletesItsRebalance() {
        Process member = town.process();
        Inbox join = member.join();
        town.pass(0);
        member.learn(join);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);
        assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
    }

    /** S4.12 */
    @Test
    void aHeartbeatDuringTheJoinPhaseIsToldOfItAndKeepsTheSession() {
        List<Process> members = town.stableGroup(2);
        members.get(0).ask();
        for (int second = 0; second < 25; second++) {
            assertThat(members.get(1).heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
            town.pass(SECOND);
        }

        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();
    }

    /** S4.12 */
    @Test
    void aHeartbeatToAnEmptyOrUnknownGroupIsFromNobody() {
        Process member = town.process();
        assertThat(member.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        Process left = town.stableGroup(1).get(0);
        left.leave();
        assertThat(left.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.13 */
    @Test
    void aCommitIsASignOfLife() {
        Process member = town.stableGroup(1).get(0);
        for (int second = 0; second < 25; second += 5) {
            assertThat(member.commit(0, second).error()).isEqualTo(Errors.NONE);
            town.pass(5 * SECOND);
        }

        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
    }

    /** S4.13 */
    @Test
    void aCommitIsASignOfLifeDuringTheJoinPhaseToo() {
        List<Process> members = town.stableGroup(2);
        members.get(0).ask();
        for (int second = 0; second < 20; second += 5) {
            assertThat(members.get(1).commit(1, second).error()).isEqualTo(Errors.NONE);
            town.pass(5 * SECOND);
        }

        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();
    }

    /** S4.13 */
    @Test
    void aParkedJoinOutlivesTheSession() {
        List<Process> members = town.stableGroup(2);
        Inbox parked = members.get(0).ask();
        for (int second = 0; second < 20; second++) {
            members.get(1).heartbeat();
            town.pass(SECOND);
        }

        assertThat(parked.isEmpty()).isTrue();
        members.get(1).ask();
        assertThat(parked.joined().members()).hasSize(2);
    }

    /** S4.13 */
    @Test
    void aNewMembersFirstJoinIsParkedForFiveMinutesAtMost() {
        List<Process> members = town.stableGroup(1);
        Process newcomer = town.process();
        members.get(0).rebalanceMicros = 900 * SECOND;
        members.get(0).ask();
        Process held = town.process();
        held.sessionMicros = 600 * SECOND;
        held.ask();
        Inbox parked = newcomer.join();
        town.pass(300 * SECOND - 1);
        assertThat(parked.isEmpty()).isTrue();

        town.pass(1);

        assertThat(parked.error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.14 */
    @Test
    void theEndOfASessionCanEndTheJoinPhase() {
        List<Process> members = town.stableGroup(2);
        Inbox rejoin = members.get(0).ask();

        town.pass(10 * SECOND);

        assertThat(rejoin.joined().members()).hasSize(1);
    }

    @Test
    void aShorterSessionCountsFromTheNextSignOfLife() {
        Process member = town.stableGroup(1).get(0);
        member.sessionMicros = 6 * SECOND;
        town.stabilize(List.of(member));
        town.pass(6 * SECOND);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
    }

    @Test
    void requestsThatConcernNoGroupAreAMistakeOfTheCaller() {
        Process member = town.process();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> member.send(Request.ListOffsets.of(List.of(0), Request.ListOffsets.LATEST)))
                .withMessageContaining("LIST_OFFSETS");
    }

    private List<GroupFact.Evicted> evictedBySession(long at, int... members) {
        return Arrays.stream(members)
                .mapToObj(member -> new GroupFact.Evicted(at, member, EvictionCause.SESSION_TIMEOUT))
                .toList();
    }

    /** S4.13: the end of a join phase starts all sessions anew, also those of new members. */
    @Test
    void theAnswerToAJoinStartsTheSession() {
        Process old = town.stableGroup(1).get(0);
        Process newcomer = town.process();
        newcomer.join();
        town.pass(5 * SECOND);
        old.ask();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);

        town.pass(10 * SECOND);

        assertThat(town.facts(GroupFact.Evicted.class)).isEqualTo(evictedBySession(15 * SECOND, 0, 1));
    }

    /** Two that have joined, of which the one that follows has asked for its assignment. */
    private List<Process> waitingForTheLeader() {
        List<Process> pair = List.of(town.process(), town.process());
        List<Inbox> joins = pair.stream().map(Process::join).toList();
        town.pass(0);
        pair.get(0).learn(joins.get(0));
        pair.get(1).learn(joins.get(1)).sync();
        return pair;
    }

    /** S4.13 */
    @Test
    void theAnswerToASyncStartsTheSession() {
        List<Process> pair = waitingForTheLeader();
        town.pass(8 * SECOND);
        pair.get(0).syncAsLeader(List.of());

        town.pass(9 * SECOND);
        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();
        town.pass(SECOND);
        assertThat(town.facts(GroupFact.Evicted.class))
                .startsWith(evictedBySession(18 * SECOND, 0, 1).get(0));
    }

    /** S4.13 */
    @Test
    void aRefusedSyncStartsTheSessionToo() {
        waitingForTheLeader();
        town.pass(8 * SECOND);
        town.process().join();
        town.pass(2 * SECOND);
        assertThat(town.facts(GroupFact.Evicted.class)).isEqualTo(evictedBySession(10 * SECOND, 0));

        town.pass(8 * SECOND);
        assertThat(town.facts(GroupFact.Evicted.class))
                .contains(evictedBySession(18 * SECOND, 1).get(0));
    }
}
