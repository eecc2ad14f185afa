package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.trace.GroupFact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Members of the consumer protocol join, are given partitions and give them up (KIP-848). */
final class ConsumerHeartbeatTest {
    static final GroupConfig AT_ONCE = PLAIN.withConsumer(ConsumerGroupConfig.DEFAULTS.withAssignmentInterval(0));

    private final Town town = new Town(AT_ONCE);

    private ConsumerGroupState state() {
        return town.coordinator.consumerState();
    }

    /** S5.2. */
    @Test
    void theFirstMemberIsInEpochTwoAndHasEverything() {
        Answer.ConsumerGroupHeartbeat answer = new Peer(town, 0, null).join();

        assertThat(answer).isEqualTo(new Answer.ConsumerGroupHeartbeat(Errors.NONE, 2, 5_000_000, List.of(0, 1, 2, 3)));
        assertThat(state()).isEqualTo(ConsumerGroupState.STABLE);
        assertThat(town.coordinator.isStable()).isTrue();
        assertThat(town.coordinator.memberCount()).isEqualTo(1);
        assertThat(town.coordinator.currentGeneration()).isEqualTo(2);
    }

    /** S5.6, S5.7: revoke first, then assign. */
    @Test
    void aPartitionMovesWhenItsHolderHasSaidThatItGaveItUp() {
        Peer first = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        assertThat(second.epoch).isEqualTo(3);
        assertThat(second.owned).isEmpty();
        assertThat(state()).isEqualTo(ConsumerGroupState.RECONCILING);

        assertThat(first.acknowledge().assigned()).containsExactly(0, 1);
        assertThat(first.epoch).isEqualTo(2);
        assertThat(first.beat().memberEpoch()).as("nothing is acknowledged").isEqualTo(2);
        assertThat(second.beat().assigned()).as("nothing is free").isNull();
        assertThat(town.coordinator.owner(3)).isEqualTo(first.origin);

        assertThat(first.owning(0, 1).memberEpoch()).isEqualTo(3);
        assertThat(second.beat().assigned()).containsExactly(2, 3);
        assertThat(state()).isEqualTo(ConsumerGroupState.STABLE);
        assertThat(town.coordinator.owner(3)).isEqualTo(second.origin);
    }

    /** S5.4: who has nothing to give up is told at once; who changed nothing is told nothing. */
    @Test
    void anAssignmentIsToldWhenItChangesAndToWhoAsksInFull() {
        Peer member = Peer.joined(town, 0, "t");

        assertThat(member.beat().assigned()).isNull();
        Inbox full = member.send(member.request(member.epoch, member.owned, true));
        assertThat(((Answer.ConsumerGroupHeartbeat) full.answer()).assigned()).containsExactly(0, 1, 2, 3);
        assertThat(member.join().memberEpoch())
                .as("joining again is always fine")
                .isEqualTo(2);
        assertThat(member.owned).containsExactly(0, 1, 2, 3);
    }

    /** S5.5. */
    @Test
    void anEpochMustBeTheMembersOwnOrTheOneBeforeOfWhoOwnsNoMoreThanItMay() {
        Peer member = Peer.joined(town, 0, "t");
        Peer.joined(town, 1, "t");
        member.acknowledge();
        member.owning(0, 1);
        assertThat(member.epoch).isEqualTo(3);

        member.epoch = 4;
        assertThat(member.owning(0, 1).error()).isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        member.epoch = 2;
        assertThat(member.owning(0, 1, 2).error()).isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        assertThat(member.beat().error()).as("says nothing of what it owns").isEqualTo(Errors.FENCED_MEMBER_EPOCH);
        assertThat(member.owning(0).memberEpoch()).as("the answer got lost").isEqualTo(3);
    }

    /** S5.5. */
    @Test
    void strangersAreUnknownAndWithoutAGroupThereIsNone() {
        Peer stranger = new Peer(town, 7, null);
        stranger.epoch = 1;
        assertThat(stranger.beat().error()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);
        assertThat(stranger.leave()).isEqualTo(Errors.GROUP_ID_NOT_FOUND);

        Peer.joined(town, 0, "t");
        assertThat(stranger.beat().error()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        assertThat(stranger.leave()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
    }

    /** S5.4. */
    @Test
    void aRequestThatSaysTooLittleIsInvalid() {
        List<ConsumerGroupHeartbeat> wrong = List.of(
                new ConsumerGroupHeartbeat("a", 0, null, -1, List.of("t"), null, null, List.of()),
                new ConsumerGroupHeartbeat("a", 0, null, 1, null, null, null, List.of()),
                new ConsumerGroupHeartbeat("a", 0, null, 1, List.of("t"), null, null, null),
                new ConsumerGroupHeartbeat("a", 0, null, 1, List.of("t"), null, null, List.of(1)),
                new ConsumerGroupHeartbeat("", 0, null, 1, List.of("t"), null, null, List.of()),
                new ConsumerGroupHeartbeat("a", -2, null, -1, null, null, null, null),
                new ConsumerGroupHeartbeat("a", -3, null, -1, null, null, null, null));
        for (ConsumerGroupHeartbeat request : wrong) {
            assertThat(new Peer(town, 0, null).send(request).error())
                    .as("%s", request)
                    .isEqualTo(Errors.INVALID_REQUEST);
        }
        assertThat(state()).isEqualTo(ConsumerGroupState.DEAD);
    }

    /** S5.6: topics that a member no longer subscribes to are taken from it, whatever the target says. */
    @Test
    void aChangedSubscriptionIsANewEpochAndTakesWhatIsNotSubscribedAnyMore() {
        Peer member = Peer.joined(town, 0, "t", "u");
        assertThat(member.owned).containsExactly(0, 1, 2, 3, 4, 5);

        assertThat(member.subscribe("u").assigned()).containsExactly(4, 5);
        assertThat(member.epoch).isEqualTo(2);
        assertThat(member.acknowledge().memberEpoch()).isEqualTo(3);
        assertThat(state()).isEqualTo(ConsumerGroupState.STABLE);
    }

    /** S5.9. */
    @Test
    void aTargetStandsForAnIntervalAndUntilThenNewcomersHaveNothing() {
        Town slow = new Town(PLAIN);
        Peer first = Peer.joined(slow, 0, "t");
        Peer second = Peer.joined(slow, 1, "t");
        assertThat(second.epoch).as("the epoch of the target that stands").isEqualTo(2);
        assertThat(slow.coordinator.consumerState()).isEqualTo(ConsumerGroupState.ASSIGNING);
        slow.pass(SECOND - 1);
        assertThat(first.acknowledge().assigned()).isNull();

        slow.pass(1);
        assertThat(first.acknowledge().assigned()).containsExactly(0, 1);
        assertThat(slow.coordinator.consumerState()).isEqualTo(ConsumerGroupState.RECONCILING);
        assertThat(slow.facts(GroupFact.TargetAssignment.class)).hasSize(2);
    }

    /** S5.9: the time of a group that was empty does not count. */
    @Test
    void whoJoinsAnEmptyGroupNeedNotWait() {
        Town slow = new Town(PLAIN);
        Peer.joined(slow, 0, "t").leave();
        assertThat(slow.coordinator.consumerState()).isEqualTo(ConsumerGroupState.EMPTY);

        assertThat(Peer.joined(slow, 1, "t").owned).containsExactly(0, 1, 2, 3);
        assertThat(slow.coordinator.currentGeneration()).isEqualTo(4);
    }

    /** S5.10. */
    @Test
    void mostVotesChooseTheAssignorAndAnotherChoiceIsANewEpoch() {
        Peer member = new Peer(town, 0, null);
        member.assignor = "range";
        member.topics = List.of("t", "u");
        member.join();
        Peer second = Peer.joined(town, 1, "t", "u");
        assertThat(member.acknowledge().assigned()).as("range").containsExactly(0, 1, 4);
        assertThat(second.epoch).isEqualTo(3);

        second.assignor = "uniform";
        second.beat();
        assertThat(town.coordinator.currentGeneration()).as("a tie").isIn(3, 4);
        member.assignor = "sticky";
        assertThat(member.beat().error()).isEqualTo(Errors.UNSUPPORTED_ASSIGNOR);
    }

    @Test
    void aFullGroupTakesNobodyElse() {
        Town small = new Town(PLAIN.withConsumer(ConsumerGroupConfig.DEFAULTS.withMaxSize(1)));
        Peer member = Peer.joined(small, 0, "t");

        assertThat(new Peer(small, 1, null).join().error()).isEqualTo(Errors.GROUP_MAX_SIZE_REACHED);
        assertThat(member.join().error()).isEqualTo(Errors.NONE);
    }

    /** S5.3. */
    @Test
    void whoLeavesIsGoneAtOnceAndTheRestShareItsPartitions() {
        Peer first = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        first.acknowledge();
        first.owning(0, 1);
        second.beat();

        assertThat(first.leave()).isEqualTo(Errors.NONE);
        assertThat(state()).isEqualTo(ConsumerGroupState.ASSIGNING);
        assertThat(second.beat().assigned()).containsExactly(0, 1, 2, 3);
        assertThat(town.facts(GroupFact.Left.class)).hasSize(1);
        assertThat(town.facts(GroupFact.CurrentAssignment.class))
                .anyMatch(fact -> fact.member() == 0 && fact.epoch() == GroupFact.CurrentAssignment.GONE);
    }

    /** S5.23. */
    @Test
    void anEmptyGroupTakesTheProtocolOfWhoJoinsAndKeepsItsOffsets() {
        Process classic = town.stableGroup(1).get(0);
        classic.commit(0, 7);
        classic.leave();

        Peer modern = Peer.joined(town, 1, "t");
        assertThat(town.coordinator.committed(0)).isEqualTo(7);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.DEAD);
        assertThat(classic.heartbeat()).isEqualTo(Errors.UNKNOWN_MEMBER_ID);
        modern.leave();
        town.stabilize(List.of(town.process()));
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.DEAD);
        assertThat(town.coordinator.committed(0)).isEqualTo(7);
    }
}
