package io.offsetlab.group;

import static io.offsetlab.group.ConsumerHeartbeatTest.AT_ONCE;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.group.modern.ConsumerGroupState;
import io.offsetlab.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heartbeats of the consumer protocol that change nothing but a deadline may be skipped and caught up on. */
final class ConsumerQuietTest implements QuietMembers {
    private final List<String> told = new ArrayList<>();
    private final Town town = new Town(AT_ONCE, Pins.NONE, this);
    private Runnable catchUp = () -> {};

    @Override
    public void beforeSessionCheck(Origin member) {
        told.add("session of " + member.member());
        catchUp.run();
    }

    @Override
    public void beforeChange() {
        told.add("change from " + town.coordinator.consumerState());
    }

    private boolean isQuiet(Peer member) {
        return town.coordinator.answersQuietly(member.request(member.epoch, null, false));
    }

    @Test
    void aHeartbeatIsQuietIfItSaysAndLearnsNothingNew() {
        Peer member = Peer.joined(town, 0, "t");
        assertThat(isQuiet(member)).isTrue();
        assertThat(town.coordinator.answersQuietly(member.request(member.epoch, member.owned, false)))
                .isTrue();
        assertThat(town.coordinator.answersQuietly(member.request(member.epoch, member.owned, true)))
                .as("in full")
                .isFalse();

        member.epoch = 1;
        assertThat(isQuiet(member)).as("another epoch").isFalse();
        member.epoch = 2;
        member.assignor = "range";
        assertThat(isQuiet(member)).as("another assignor").isFalse();
        assertThat(isQuiet(new Peer(town, 9, null))).as("a stranger").isFalse();
    }

    @Test
    void whoIsAskedToGiveUpIsQuietUntilItDoesAndWhoWaitsUntilSomethingIsFree() {
        Peer first = Peer.joined(town, 0, "t");
        Peer second = Peer.joined(town, 1, "t");
        assertThat(isQuiet(first)).as("is to learn that it must give up").isFalse();
        first.acknowledge();
        second.beat();
        assertThat(isQuiet(first)).isTrue();
        assertThat(isQuiet(second)).isTrue();
        assertThat(town.coordinator.answersQuietly(first.request(2, List.of(0, 1), false)))
                .isFalse();

        first.owning(0, 1);
        assertThat(isQuiet(second)).isFalse();
    }

    @Test
    void whoeverLearnsOfATopicThatGrewIsNotQuiet() {
        Peer member = Peer.joined(town, 0, "t");
        told.clear();
        town.coordinator.topicsChanged();

        assertThat(told).containsExactly("change from STABLE");
        assertThat(isQuiet(member)).as("as long as nothing grew").isTrue();
    }

    @Test
    void everyChangeIsAnnouncedBeforeItTakesEffect() {
        Peer first = Peer.joined(town, 0, "t");
        told.clear();
        first.beat();
        assertThat(told).isEmpty();

        Peer second = Peer.joined(town, 1, "t");
        assertThat(told).containsExactly("change from STABLE");
        told.clear();
        first.acknowledge();
        assertThat(told).containsExactly("change from RECONCILING");
        told.clear();
        second.leave();
        assertThat(told).containsExactly("change from RECONCILING");
        told.clear();
        town.coordinator.move(0);
        assertThat(told).contains("change from ASSIGNING");
    }

    @Test
    void beforeASessionIsJudgedItsHeartbeatsAreCaughtUpOn() {
        Peer member = Peer.joined(town, 0, "t");
        catchUp = () -> {
            catchUp = () -> {};
            member.beat();
        };
        town.pass(90 * SECOND - 1);
        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.STABLE);
        town.pass(1);

        assertThat(town.coordinator.consumerState()).isEqualTo(ConsumerGroupState.EMPTY);
    }

    @Test
    void noHeartbeatIsQuietBetweenAMoveAndTheDiscoveryOfIt() {
        Peer member = Peer.joined(town, 0, "t");
        town.coordinator.move(SECOND);
        assertThat(isQuiet(member)).isFalse();
        member.send(new io.offsetlab.protocol.Request.FindCoordinator());
        assertThat(isQuiet(member)).isFalse();

        town.pass(SECOND);
        assertThat(isQuiet(member)).isTrue();
    }
}
