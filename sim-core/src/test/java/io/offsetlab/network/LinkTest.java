package io.offsetlab.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** A connection takes time, keeps order, and gives up on a node that stays silent. */
final class LinkTest {
    private static final Answer LATER = new Answer.Heartbeat(Errors.REBALANCE_IN_PROGRESS);

    private final Wire wire = Wire.steady();

    @Test
    void theFirstRequestAlsoPaysForTheConnection() {
        wire.send().run(100).send().run(200);

        assertThat(wire.there).containsExactly("30:0", "110:1");
        assertThat(wire.here).containsExactly("40:0", "120:1");
    }

    @Test
    void anAnswerMayLeaveLater() {
        wire.answersAtOnce = false;
        wire.send().run(100);
        wire.unanswered.get(0).answerAfter(500, LATER);
        wire.run(609);
        assertThat(wire.here).isEmpty();

        assertThat(wire.run(610).here).containsExactly("610:0 REBALANCE_IN_PROGRESS");
    }

    @Test
    void anAnswerIsRevisedOnlyBeforeItLeaves() {
        wire.answersAtOnce = false;
        wire.send().send().run(100);
        wire.unanswered.get(0).answerAfter(50, new Answer.Heartbeat(Errors.NONE));
        wire.unanswered.get(1).answerAfter(50, new Answer.Heartbeat(Errors.NONE));
        wire.at(149, () -> wire.unanswered.get(0).revise(LATER));
        wire.at(150, () -> wire.unanswered.get(1).revise(LATER));

        assertThat(wire.run(300).here).containsExactly("160:0 REBALANCE_IN_PROGRESS", "160:1");
    }

    @Test
    void anEndpointCanParkARequestAndIsCalledThen() {
        wire.answersAtOnce = false;
        wire.send().run(100);
        Connection.Reply reply = wire.unanswered.get(0);
        reply.park(400, () -> reply.answer(LATER));
        reply.park(200, () -> reply.answer(LATER));

        assertThat(wire.run(900).here).containsExactly("210:0 REBALANCE_IN_PROGRESS");
    }

    @Test
    void silenceBreaksTheConnectionForAllThatIsInFlight() {
        wire.answersAtOnce = false;
        wire.send().run(500).send().run(1_100);

        assertThat(wire.here).containsExactly("1000:0 disconnected", "1000:1 disconnected");
    }

    @Test
    void anAnswerThatComesAfterTheTimeOutIsLost() {
        wire.answersAtOnce = false;
        wire.send().run(1_100);
        wire.unanswered.get(0).answer(LATER);

        assertThat(wire.run(2_000).here).containsExactly("1000:0 disconnected");
    }

    @Test
    void afterATimeOutTheNextRequestMakesANewConnection() {
        wire.answersAtOnce = false;
        wire.send().run(1_100);
        wire.answersAtOnce = true;
        wire.send().run(2_000);

        assertThat(wire.there).containsExactly("30:0", "1130:1");
        assertThat(wire.here).containsExactly("1000:0 disconnected", "1140:1");
    }

    @Test
    void answersInTimeRenewNothingButEndTheirOwnWait() {
        wire.send().run(100);
        wire.answersAtOnce = false;
        wire.send().run(1_099);
        assertThat(wire.here).containsExactly("40:0");

        assertThat(wire.run(1_100).here).containsExactly("40:0", "1100:1 disconnected");
    }

    @Test
    void aRequestThatMayTakeLongDoesNotHideTheTimeOutOfAnother() {
        wire.send(new Request.JoinGroup("", null, 1, 1, List.of())).run(100);
        wire.answersAtOnce = false;
        wire.send().run(1_099);
        assertThat(wire.here).containsExactly("40:-1");

        assertThat(wire.run(1_100).here).containsExactly("40:-1", "1100:0 disconnected");
    }

    @Test
    void disconnectingEndsAllInFlightAtOnceInTheOrderOfSending() {
        wire.answersAtOnce = false;
        wire.send().send().run(100);
        wire.link.disconnect();

        assertThat(wire.here).containsExactly("100:0 disconnected", "100:1 disconnected");
    }

    @Test
    void aStoppedProcessTakesNothingIn() {
        wire.send();
        wire.at(35, wire.actor::stop).run(2_000);

        assertThat(wire.there).containsExactly("30:0");
        assertThat(wire.here).isEmpty();
    }

    @Test
    void aRequestThatIsUnderWayWhenItsProcessDiesStillArrives() {
        wire.send();
        wire.at(5, wire.actor::stop).run(2_000);

        assertThat(wire.there).containsExactly("30:0");
    }

    @Test
    void aFrozenProcessTakesAnswersInWhenItThawsInTheirOrder() {
        wire.send().send();
        wire.at(35, () -> wire.actor.freeze(500)).run(2_000);

        assertThat(wire.here).containsExactly("500:0", "500:1");
    }

    @Test
    void theNodesOfAProcessDrawApart() {
        Latency jittered = new Latency(10, 1_000_000);
        Wire coordinator = new Wire(jittered, Connection.Node.COORDINATOR, 1, Pins.NONE);
        Wire broker = new Wire(jittered, Connection.Node.BROKER, 1, Pins.NONE);
        coordinator.send().run(3_000_000);
        broker.send().run(3_000_000);

        assertThat(coordinator.there).isNotEqualTo(broker.there);
    }

    @Test
    void oneRequestMoreOfAnotherKindChangesNoOthersLatency() {
        Latency jittered = new Latency(10, 5);
        Wire one = new Wire(jittered, Connection.Node.COORDINATOR, 1, Pins.NONE);
        Wire other = new Wire(jittered, Connection.Node.COORDINATOR, 1, Pins.NONE);
        one.send().run(100).send().run(200);
        other.send().run(100);
        other.at(160, () -> other.send(new Request.LeaveGroup("m", null)));
        other.send().run(200);

        assertThat(other.there).containsAll(one.there).hasSize(3);
    }

    @Test
    void aSlowMessageHoldsUpWhatIsSentBehindItEvenWhenTheFaultIsOver() {
        wire.send().run(100);
        wire.faults.slowUntil(110, 300);
        wire.send();
        wire.at(200, wire::send).run(2_000);

        assertThat(wire.there).containsExactly("30:0", "410:1", "410:2");
        assertThat(wire.here).containsExactly("40:0", "420:1", "420:2");
    }

    @Test
    void aConnectionIsSmoothAgainOnlyWhenTheSlowMessageHasArrived() {
        wire.send().run(100);
        wire.faults.slowUntil(110, 300);
        wire.send();
        assertThat(wire.run(409).link.isSmooth()).isFalse();
        assertThat(wire.run(410).link.isSmooth()).isTrue();
    }

    @Test
    void aSlowAnswerHoldsUpTheConnectionToo() {
        wire.answersAtOnce = false;
        wire.send().run(100);
        wire.faults.slowUntil(110, 300);
        wire.unanswered.get(0).answer(LATER);
        assertThat(wire.run(409).link.isSmooth()).isFalse();
        assertThat(wire.run(410).link.isSmooth()).isTrue();
    }

    @Test
    void aFaultThatSlowsNoMessageHoldsNothingUp() {
        wire.send().run(100);
        wire.faults.slowUntil(110, 300);

        assertThat(wire.run(110).link.isSmooth()).isTrue();
    }

    @Test
    void untilWhenAConnectionIsHeldUpShowsInTheFingerprint() {
        Wire healthy = Wire.steady();
        for (Wire one : List.of(wire, healthy)) {
            one.answersAtOnce = false;
            one.send().run(100);
        }
        wire.faults.slowUntil(110, 300);
        for (Wire one : List.of(wire, healthy)) {
            one.unanswered.get(0).answer(LATER);
            one.run(110);
        }

        assertThat(wire.fingerprint()).isNotEqualTo(healthy.fingerprint());
    }

    @Test
    void whatIsUnderWayShowsInTheFingerprint() {
        long idle = wire.fingerprint();
        wire.send();
        long sent = wire.fingerprint();
        wire.run(35);
        long answered = wire.fingerprint();
        wire.run(40);

        assertThat(sent).isNotEqualTo(idle);
        assertThat(answered).isNotEqualTo(sent);
        assertThat(wire.fingerprint()).as("connected now").isNotEqualTo(idle).isNotEqualTo(answered);
    }

    @Test
    void whatACommitCarriesShowsInTheFingerprint() {
        Wire other = Wire.steady();
        wire.send(new Request.OffsetCommit("m", null, 1, Offsets.of(0, 4), 0));
        other.send(new Request.OffsetCommit("m", null, 1, Offsets.of(0, 5), 0));

        assertThat(other.fingerprint()).isNotEqualTo(wire.fingerprint());
    }
}
