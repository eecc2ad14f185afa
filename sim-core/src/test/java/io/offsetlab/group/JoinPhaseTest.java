package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** How a generation comes together: S4.2 to S4.9, S4.14, S4.15. */
final class JoinPhaseTest {
    private final Town town = new Town(PLAIN);

    /** S4.6 */
    @Test
    void aDynamicMemberMustJoinAgainWithTheIdItIsGiven() {
        Inbox first = town.process().ask();

        assertThat(first.error()).isEqualTo(Errors.MEMBER_ID_REQUIRED);
        assertThat(first.joined().memberId()).isNotEmpty();
        assertThat(town.facts(GroupFact.Joined.class)).isEmpty();
    }

    /** S4.2 */
    @Test
    void theFirstGenerationIsOne() {
        Inbox join = town.process().join();
        assertThat(join.isEmpty()).isTrue();
        town.pass(0);

        assertThat(join.joined().generation()).isEqualTo(1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);
        assertThat(town.facts(GroupFact.Joined.class)).containsExactly(new GroupFact.Joined(0, 0, 0));
    }

    /** S4.8 */
    @Test
    void onlyTheLeaderGetsTheListOfMembers() {
        Inbox leader = town.process().join();
        Inbox follower = town.process().join();
        town.pass(0);

        assertThat(leader.joined().members())
                .extracting(Answer.Member::memberId)
                .containsExactly("0-0", "1-1");
        assertThat(follower.joined().members()).isEmpty();
        assertThat(follower.joined().leaderId()).isEqualTo("0-0");
    }

    /** S4.6, S4.3 */
    @Test
    void anIdThatWasGivenOutHoldsUpTheJoinPhaseUntilItsSessionEnds() {
        Process member = town.stableGroup(1).get(0);
        Process slow = town.process();
        slow.memberId = slow.ask().joined().memberId();
        member.heartbeat();
        Inbox rejoin = member.ask();
        assertThat(rejoin.isEmpty()).isTrue();

        town.pass(slow.sessionMicros);

        assertThat(rejoin.joined().generation()).isEqualTo(2);
        assertThat(slow.ask().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.3 */
    @Test
    void theJoinPhaseEndsAsSoonAsTheLastKnownMemberHasJoined() {
        List<Process> members = town.stableGroup(2);
        Inbox newcomer = town.process().join();
        Inbox first = members.get(0).ask();
        assertThat(newcomer.isEmpty()).isTrue();

        Inbox second = members.get(1).ask();

        assertThat(List.of(newcomer, first, second))
                .allSatisfy(join -> assertThat(join.joined().generation()).isEqualTo(2));
    }

    /** S4.4 */
    @Test
    void whoDoesNotRejoinWithinTheLongestRebalanceTimeoutIsRemoved() {
        List<Process> members = town.stableGroup(2);
        members.get(0).rebalanceMicros = 60 * SECOND;
        Inbox rejoin = members.get(0).ask();
        for (int second = 0; second < 59; second++) {
            members.get(1).heartbeat();
            town.pass(SECOND);
        }
        assertThat(rejoin.isEmpty()).isTrue();

        town.pass(SECOND);

        assertThat(rejoin.joined().members()).hasSize(1);
        assertThat(town.facts(GroupFact.Evicted.class))
                .containsExactly(new GroupFact.Evicted(60 * SECOND, 1, EvictionCause.REBALANCE_TIMEOUT));
    }

    /** S4.5 */
    @Test
    void aMemberThatArrivesDuringTheInitialDelayExtendsItOnce() {
        Town patient = new Town(PLAIN.withInitialRebalanceDelay(3 * SECOND));
        Inbox first = patient.process().join();
        patient.pass(2 * SECOND);
        Inbox second = patient.process().join();
        patient.pass(3_999_999);
        assertThat(first.isEmpty()).isTrue();

        patient.pass(1);

        assertThat(first.joined().generation()).isEqualTo(1);
        assertThat(second.joined().generation()).isEqualTo(1);
    }

    /** S4.5 */
    @Test
    void theInitialDelayIsExtendedUpToTheRebalanceTimeoutOnly() {
        Town patient = new Town(PLAIN.withInitialRebalanceDelay(3 * SECOND));
        Process member = patient.process();
        member.rebalanceMicros = 7 * SECOND;
        Inbox first = member.join();
        for (int second = 0; second < 7; second++) {
            assertThat(first.isEmpty()).isTrue();
            Process next = patient.process();
            next.rebalanceMicros = member.rebalanceMicros;
            next.join();
            patient.pass(SECOND);
        }

        assertThat(first.joined().members()).hasSize(8);
    }

    /** S4.7 */
    @Test
    void aFollowerThatSaysNothingNewIsAnsweredWithoutARebalance() {
        Process follower = town.stableGroup(2).get(1);

        Inbox join = follower.ask();

        assertThat(join.joined().generation()).isEqualTo(1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);
    }

    /** S4.7 */
    @Test
    void aFollowerWithChangedMetadataStartsARebalance() {
        Process follower = town.stableGroup(2).get(1).subscribedTo("u");

        assertThat(follower.ask().isEmpty()).isTrue();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
    }

    /** S4.7 */
    @Test
    void theLeaderAlwaysStartsARebalance() {
        Process leader = town.stableGroup(2).get(0);

        assertThat(leader.ask().isEmpty()).isTrue();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.PREPARING_REBALANCE);
    }

    /** S4.7 */
    @Test
    void anUnknownIdIsRefusedWhetherTheGroupExistsOrNot() {
        Process stranger = town.process();
        stranger.memberId = "stranger";
        assertThat(stranger.ask().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);

        town.stableGroup(1);
        assertThat(stranger.ask().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.8 */
    @Test
    void whenTheLeaderLeavesTheFirstRemainingMemberLeads() {
        List<Process> members = town.stableGroup(3);
        members.get(0).leave();
        Inbox last = members.get(2).ask();
        Inbox second = members.get(1).ask();

        assertThat(last.joined().leaderId()).isEqualTo(members.get(1).memberId);
        assertThat(second.joined().members()).hasSize(2);
        assertThat(town.facts(GroupFact.Left.class)).containsExactly(new GroupFact.Left(0, 0));
    }

    /** S4.14 */
    @Test
    void aParkedJoinOfAMemberThatLeavesIsRefused() {
        List<Process> members = town.stableGroup(2);
        Inbox parked = members.get(0).ask();

        assertThat(members.get(0).leave()).isEqualTo(Errors.NONE);

        assertThat(parked.error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(members.get(0).leave()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.2, S4.14 */
    @Test
    void theGroupIsEmptyInANewGenerationWhenTheLastMemberLeaves() {
        town.stableGroup(1).get(0).leave();

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(2);
    }

    /** S4.15 */
    @Test
    void aSessionTimeoutOutsideTheLimitsOfTheBrokerIsRefused() {
        Process hasty = town.process();
        hasty.sessionMicros = 5_999_999;
        assertThat(hasty.ask().error()).isEqualTo(Errors.INVALID_SESSION_TIMEOUT);

        hasty.sessionMicros = 1_800_000_001;
        assertThat(hasty.ask().error()).isEqualTo(Errors.INVALID_SESSION_TIMEOUT);
    }

    /** S4.15 */
    @Test
    void aFullGroupTurnsNewcomersAwayAndKeepsItsMembers() {
        Town small = new Town(PLAIN.withMaxSize(2));
        List<Process> members = small.stableGroup(2);

        assertThat(small.process().ask().error()).isEqualTo(Errors.GROUP_MAX_SIZE_REACHED);
        assertThat(members.get(1).ask().joined().generation()).isEqualTo(1);
    }

    /** S4.9 */
    @Test
    void aMemberWithoutACommonAssignorIsRefused() {
        town.stableGroup(1);

        assertThat(town.process().supporting("sticky").ask().error()).isEqualTo(Errors.INCONSISTENT_GROUP_PROTOCOL);
        assertThat(town.process().supporting().ask().error()).isEqualTo(Errors.INCONSISTENT_GROUP_PROTOCOL);
    }

    /** S4.9 */
    @Test
    void theAssignorWithMostVotesAmongThoseThatAllSupportIsChosen() {
        Inbox one = town.process().supporting("sticky", "range", "roundrobin").join();
        town.process().supporting("roundrobin", "range").join();
        town.process().supporting("roundrobin", "range", "sticky").join();
        town.pass(0);

        assertThat(one.joined().protocolName()).isEqualTo("roundrobin");
    }

    /** S4.9: which of several equal ones wins is the order of Kafka's own map, not that of joining. */
    @Test
    void aTieBetweenAssignorsIsBrokenAsInKafka() {
        Inbox one = town.process().supporting("range", "cooperative-sticky").join();
        town.process().supporting("cooperative-sticky", "range").join();
        Town other = new Town(PLAIN);
        Inbox reversed =
                other.process().supporting("cooperative-sticky", "range").join();
        other.process().supporting("range", "cooperative-sticky").join();
        town.pass(0);
        other.pass(0);

        assertThat(one.joined().protocolName()).isEqualTo("range");
        assertThat(reversed.joined().protocolName()).isEqualTo("range");
    }

    @Test
    void aRestartedProcessIsANewMemberBesideItsFormerLife() {
        Process before = town.stableGroup(1).get(0);
        Process after = new Process(town, new Origin(0, 1), null);
        after.join();

        assertThat(after.memberId).isNotEqualTo(before.memberId);
        assertThat(town.facts(GroupFact.Joined.class))
                .containsExactly(new GroupFact.Joined(0, 0, 0), new GroupFact.Joined(0, 0, 1));
    }

    /** S4.14 */
    @Test
    void whoeverLeavesBeforeItJoinedHoldsUpNothing() {
        Process member = town.stableGroup(1).get(0);
        Process shy = town.process();
        shy.memberId = shy.ask().joined().memberId();
        Inbox rejoin = member.ask();
        assertThat(rejoin.isEmpty()).isTrue();

        assertThat(shy.leave()).isEqualTo(Errors.NONE);
        assertThat(rejoin.joined().generation()).isEqualTo(2);
        assertThat(shy.ask().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S4.15: its answer may have been lost. */
    @Test
    void whoeverJoinsAgainWithoutAnyChangeIsAnsweredAgain() {
        Process member = town.process();
        member.learn(answered(member.join()));

        Inbox again = member.ask();
        assertThat(again.joined().generation()).isEqualTo(1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);
        assertThat(member.supporting("sticky", "range").ask().joined().generation())
                .isEqualTo(2);
    }

    private Inbox answered(Inbox join) {
        town.pass(0);
        return join;
    }
}
