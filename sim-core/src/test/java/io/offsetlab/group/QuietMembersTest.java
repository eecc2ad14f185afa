package io.offsetlab.group;

import static io.offsetlab.group.Town.PLAIN;
import static io.offsetlab.group.Town.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heartbeats that change nothing but a deadline may be skipped and caught up on. */
final class QuietMembersTest implements QuietMembers {
    private final List<String> told = new ArrayList<>();
    private final Town town = new Town(PLAIN, Pins.NONE, this);
    private Runnable catchUp = () -> {};

    @Override
    public void beforeSessionCheck(Origin member) {
        told.add("session of " + member.member());
        catchUp.run();
    }

    @Override
    public void beforeChange() {
        told.add("change from " + town.coordinator.state());
    }

    private boolean isQuiet(Process member) {
        return town.coordinator.answersQuietly(member.memberId, member.instanceId, member.generation);
    }

    @Test
    void aHeartbeatIsQuietOnlyIfItWouldBeAnsweredWithoutError() {
        List<Process> members = town.stableGroup(2);
        Process member = members.get(1);
        assertThat(isQuiet(member)).isTrue();

        member.generation = 0;
        assertThat(isQuiet(member)).isFalse();
        member.generation = 1;
        members.get(0).ask();
        assertThat(isQuiet(member)).isFalse();
    }

    @Test
    void noHeartbeatIsQuietBetweenAMoveAndTheDiscoveryOfIt() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(SECOND);
        assertThat(isQuiet(member)).isFalse();
        member.findCoordinator();
        assertThat(isQuiet(member)).isFalse();

        town.pass(SECOND);

        assertThat(isQuiet(member)).isTrue();
    }

    @Test
    void aFencedMemberIsNotQuiet() {
        Process before = town.staticProcess("x");
        town.stabilize(List.of(before));
        told.clear();
        town.staticProcess("x").ask();

        assertThat(isQuiet(before)).isFalse();
        assertThat(told).containsExactly("change from STABLE");
    }

    @Test
    void aReplacementAndTheNextChangeAreAnnouncedApart() {
        town.stabilize(List.of(town.staticProcess("x"), town.process()));
        Process back = town.staticProcess("x");
        back.learn(back.ask());
        back.leave();

        assertThat(told).containsExactly("change from STABLE", "change from STABLE");
    }

    @Test
    void whoHasNotDiscoveredAMoveIsNotQuiet() {
        Process member = town.stableGroup(1).get(0);
        town.coordinator.move(0);
        assertThat(isQuiet(member)).isFalse();
        member.findCoordinator();

        assertThat(isQuiet(member)).isTrue();
    }

    @Test
    void beforeASessionIsJudgedItsHeartbeatsAreCaughtUpOn() {
        Process member = town.stableGroup(1).get(0);
        catchUp = () -> {
            catchUp = () -> {};
            member.heartbeat();
        };
        town.pass(20 * SECOND - 1);
        assertThat(town.coordinator.state()).isEqualTo(GroupState.STABLE);

        town.pass(1);

        assertThat(town.coordinator.state()).isEqualTo(GroupState.EMPTY);
        assertThat(told).startsWith("session of 0", "session of 0");
    }

    @Test
    void aChangeIsAnnouncedOnceAndBeforeItTakesEffect() {
        List<Process> members = town.stableGroup(3);
        told.clear();

        members.get(2).leave();
        assertThat(told).containsExactly("change from STABLE");

        members.get(0).ask();
        members.get(1).ask();
        assertThat(town.coordinator.state()).isEqualTo(GroupState.COMPLETING_REBALANCE);
        assertThat(told).hasSize(1);

        members.get(0).leave();
        assertThat(told).containsExactly("change from STABLE", "change from COMPLETING_REBALANCE");
    }

    @Test
    void becomingStableIsNoChangeForAHeartbeat() {
        town.stableGroup(2);

        assertThat(told).isEmpty();
    }

    @Test
    void aMoveIsAChange() {
        town.stableGroup(1);
        town.coordinator.move(0);

        assertThat(told).containsExactly("change from STABLE");
    }
}
