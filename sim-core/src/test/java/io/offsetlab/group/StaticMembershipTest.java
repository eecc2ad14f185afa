package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Members with a group.instance.id: S4.17 to S4.21. */
final class StaticMembershipTest {
    private final Town town = new Town(PLAIN);

    private List<Process> stablePair() {
        List<Process> pair = List.of(town.staticProcess("x"), town.staticProcess("y"));
        town.stabilize(pair);
        return pair;
    }

    /** S4.6 */
    @Test
    void aStaticMemberIsAcceptedWithoutAnId() {
        Inbox join = town.staticProcess("x").ask();
        town.pass(0);

        assertThat(join.joined().generation()).isEqualTo(1);
    }

    /** S4.18 */
    @Test
    void aStaticMemberThatComesBackGetsItsAssignmentWithoutARebalance() {
        stablePair();
        Process back = town.staticProcess("y");

        Inbox join = back.ask();
        back.learn(join);

        assertThat(join.joined().generation()).isEqualTo(1);
        assertThat(join.joined().members()).isEmpty();
        assertThat(back.sync().synced().assignment().partitions()).containsExactly(1);
        assertThat(town.coordinator.owner(1)).isEqualTo(back.origin);
    }

    /** S4.18 */
    @Test
    void aLeaderThatComesBackIsToldToSkipTheAssignment() {
        stablePair();

        Inbox join = town.staticProcess("x").ask();

        assertThat(join.joined().skipAssignment()).isTrue();
        assertThat(join.joined().leaderId()).isEqualTo(join.joined().memberId());
        assertThat(join.joined().members()).hasSize(2);
    }

    /** S4.17, S4.19 */
    @Test
    void theFormerHolderOfTheInstanceIdIsFenced() {
        Process before = stablePair().get(1);
        town.staticProcess("y").ask();

        assertThat(before.heartbeat()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(before.commit(1, 5).error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(before.sync().error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(before.ask().error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(before.leave()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(town.facts(GroupFact.Evicted.class))
                .containsExactly(new GroupFact.Evicted(0, 1, EvictionCause.FENCED));
    }

    /** S4.17 */
    @Test
    void aParkedJoinOfTheFormerHolderIsFenced() {
        List<Process> pair = stablePair();
        Inbox parked = pair.get(0).ask();

        town.staticProcess("x").ask();

        assertThat(parked.error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
    }

    /** S4.17, S4.18 */
    @Test
    void duringTheSyncPhaseAReplacementForcesARebalance() {
        Process leader = town.staticProcess("x");
        Process follower = town.staticProcess("y");
        List<Inbox> joins = List.of(leader.ask(), follower.ask());
        town.pass(0);
        Inbox waiting = follower.learn(joins.get(1)).sync();

        Inbox replacement = town.staticProcess("y").ask();

        assertThat(waiting.error()).isEqualTo(Errors.FENCED_INSTANCE_ID);
        assertThat(replacement.isEmpty()).isTrue();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
    }

    /** S4.18 */
    @Test
    void aReplacementThatChangesTheChosenAssignorForcesARebalance() {
        List<Process> pair = new ArrayList<>();
        pair.add(town.staticProcess("x").supporting("range", "sticky"));
        pair.add(town.staticProcess("y").supporting("range", "sticky"));
        town.stabilize(pair);

        Inbox join = town.staticProcess("y").supporting("sticky").ask();

        assertThat(join.isEmpty()).isTrue();
    }

    @Test
    void aProcessThatAsksAgainForItsOwnInstanceIdEvictsNobody() {
        Process member = stablePair().get(1);
        String before = member.memberId;
        member.memberId = "";
        member.learn(member.ask());

        assertThat(member.memberId).isNotEqualTo(before);
        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();
    }

    /** S4.20 */
    @Test
    void aStaticMemberThatFallsSilentStaysUntilItsSessionEnds() {
        Process member = stablePair().get(0);
        for (int second = 0; second < 9; second++) {
            town.pass(SECOND);
            assertThat(member.heartbeat()).isEqualTo(Errors.NONE);
        }
        town.pass(SECOND);

        assertThat(member.heartbeat()).isEqualTo(Errors.REBALANCE_IN_PROGRESS);
    }

    /** S4.4, S4.21 */
    @Test
    void theEndOfTheJoinPhaseKeepsStaticMembersThatDidNotRejoin() {
        List<Process> pair = stablePair();
        pair.get(1).sessionMicros = 1_800 * SECOND;
        town.stabilize(pair);
        Inbox rejoin = pair.get(0).ask();

        town.pass(30 * SECOND);

        assertThat(rejoin.joined().generation()).isEqualTo(3);
        assertThat(rejoin.joined().members()).hasSize(2);
    }

    /** S4.4 */
    @Test
    void theJoinPhaseGoesOnWhileNobodyHasJoinedButStaticMembersAreThere() {
        Process member = town.staticProcess("x");
        member.sessionMicros = 1_800 * SECOND;
        Process other = town.process();
        town.stabilize(List.of(other, member));
        other.leave();

        town.pass(30 * SECOND);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
        assertThat(member.ask().joined().generation()).isEqualTo(2);
    }

    @Test
    void anAdministratorRemovesAStaticMemberByItsInstanceId() {
        stablePair();
        Process admin = town.staticProcess("y");

        assertThat(admin.leave()).isEqualTo(Errors.NONE);
        assertThat(town.facts(GroupFact.Left.class)).containsExactly(new GroupFact.Left(0, 1));
    }

    /** S4.17 */
    @Test
    void theInstanceIdOfAMemberThatLeftIsFree() {
        Process member = stablePair().get(1);
        assertThat(member.leave()).isEqualTo(Errors.NONE);
        assertThat(member.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        assertThat(town.staticProcess("y").ask().isEmpty()).isTrue();
        assertThat(town.facts(GroupFact.Evicted.class)).isEmpty();
    }

    /** S4.18 */
    @Test
    void theStoredAssignmentIsAnsweredOnceTheNewMemberIsReplicated() {
        Town slow = new Town(PLAIN.withReplication(1_000));
        List<Process> pair = List.of(slow.staticProcess("x"), slow.staticProcess("y"));
        slow.stabilize(pair);
        slow.pass(1_000);
        Inbox join = slow.staticProcess("y").ask();
        slow.pass(999);
        assertThat(join.isEmpty()).isTrue();

        slow.pass(1);
        assertThat(join.joined().generation()).isEqualTo(1);
    }

    /** S4.18 */
    @Test
    void whoeverTakesAPlaceHasTheSessionOfWhoeverHadItUntilItIsHeardOf() {
        stablePair();
        Process back = town.staticProcess("y");
        back.sessionMicros = 20 * SECOND;
        back.ask();
        town.pass(10 * SECOND);

        assertThat(town.facts(GroupFact.Joined.class)).contains(new GroupFact.Joined(0, 2, 0));
        assertThat(town.facts(GroupFact.Evicted.class))
                .contains(new GroupFact.Evicted(10 * SECOND, 2, EvictionCause.SESSION_TIMEOUT));
    }

    /** S4.8: the former leader is kept without having joined. */
    @Test
    void whoLeadsIsKnownToTheNextCoordinator() {
        List<Process> pair = stablePair();
        pair.get(0).sessionMicros = 1_800 * SECOND;
        town.stabilize(pair);
        Inbox rejoin = pair.get(1).supporting("range", "sticky").ask();
        for (int second = 0; second < 30; second++) {
            pair.get(1).heartbeat();
            town.pass(SECOND);
        }
        pair.get(1).learn(rejoin).syncAsLeader(rejoin.joined().members());
        town.coordinator.move(0);
        pair.forEach(Process::findCoordinator);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);

        assertThat(pair.get(0).ask().joined().leaderId()).isEqualTo(pair.get(1).memberId);
    }
}
