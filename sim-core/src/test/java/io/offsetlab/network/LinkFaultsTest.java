package io.offsetlab.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Pins;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.Kind;
import org.junit.jupiter.api.Test;

/** What each trouble of the network looks like from both ends. */
final class LinkFaultsTest {
    private final Wire wire = Wire.steady();

    @Test
    void aDroppedAnswerMeansAppliedAndSilenceUntilTheTimeOut() {
        wire.faults.dropAnswers(1, null);
        wire.send().run(500).send().run(1_100);

        assertThat(wire.there).containsExactly("30:0", "510:1");
        assertThat(wire.here).containsExactly("520:1", "1000:0 disconnected");
    }

    @Test
    void theDisconnectTakesAllInFlightWithIt() {
        wire.faults.dropAnswers(1, null);
        wire.send().run(995).send().run(1_100);

        assertThat(wire.here).containsExactly("1000:0 disconnected", "1000:1 disconnected");
    }

    @Test
    void aSwallowedRequestNeverArrives() {
        wire.send().run(100);
        wire.faults.swallowRequests(1, null);
        wire.send().send().run(2_000);

        assertThat(wire.there).containsExactly("30:0", "110:2");
        assertThat(wire.here).containsExactly("40:0", "120:2", "1100:1 disconnected");
    }

    @Test
    void countedTroubleEndsByItself() {
        wire.faults.dropAnswers(2, null);
        assertThat(wire.faults.isHealthy(0)).isFalse();
        wire.send().send().send().run(100);

        assertThat(wire.here).containsExactly("40:2");
        assertThat(wire.faults.isHealthy(100)).isTrue();
    }

    @Test
    void onlyTheNamedKindCounts() {
        wire.faults.dropAnswers(1, Kind.OFFSET_COMMIT);
        wire.faults.swallowRequests(1, Kind.OFFSET_FETCH);
        wire.send().run(100);

        assertThat(wire.here).containsExactly("40:0");
        assertThat(wire.faults.dropsAnswerTo(new Request.LeaveGroup("m", null))).isFalse();
        assertThat(wire.faults.isHealthy(100)).isFalse();
    }

    @Test
    void theBrokersConnectionLosesNothingByCount() {
        Wire broker = new Wire(new Latency(10, 0), Connection.Node.BROKER, 1, Pins.NONE);
        broker.faults.dropAnswers(1, null);
        broker.faults.swallowRequests(1, null);
        broker.send().run(100);

        assertThat(broker.here).containsExactly("40:0");
    }

    @Test
    void overABrokenConnectionARequestFailsSoonWithoutArriving() {
        wire.faults.breakUntil(200_000);
        wire.send().run(100_000);

        assertThat(wire.there).isEmpty();
        assertThat(wire.here).hasSize(1);
        assertThat(wire.here.get(0)).endsWith(":0 disconnected");
    }

    @Test
    void onceTheBreakIsOverTheNextRequestMakesANewConnection() {
        wire.send().run(100);
        wire.faults.breakUntil(300);
        wire.link.breakNow();
        wire.run(300).send().run(400);

        assertThat(wire.there).containsExactly("30:0", "330:1");
    }

    @Test
    void whatTravelsWhenTheConnectionBreaksArrivesOrNotByADrawOfItsOwn() {
        assertThat(arrivalsAfterBreak(Pins.NONE.withStream("latency"))).isOne();
        int arrived = 0;
        for (long seed = 0; seed < 200; seed++) {
            arrived += arrivalsAfterBreak(seed);
        }
        assertThat(arrived).isBetween(70, 130);
    }

    private static int arrivalsAfterBreak(Pins pins) {
        return arrivalsAfterBreak(new Wire(new Latency(10, 0), Connection.Node.COORDINATOR, 1, pins));
    }

    private static int arrivalsAfterBreak(long seed) {
        return arrivalsAfterBreak(new Wire(new Latency(10, 0), Connection.Node.COORDINATOR, seed, Pins.NONE));
    }

    private static int arrivalsAfterBreak(Wire wire) {
        wire.send();
        wire.at(5, wire.link::disconnect).run(2_000);
        assertThat(wire.here).containsExactly("5:0 disconnected");
        return wire.there.size();
    }

    @Test
    void anAnswerUnderWayWhenTheConnectionBreaksIsLost() {
        wire.send();
        wire.at(35, wire.link::disconnect).run(2_000);

        assertThat(wire.there).containsExactly("30:0");
        assertThat(wire.here).containsExactly("35:0 disconnected");
    }

    @Test
    void slownessIsAddedToEachMessageThatLeavesBeforeItsEnd() {
        wire.send().run(100);
        wire.faults.slowUntil(300, 50);
        wire.send().run(300).send().run(400);

        assertThat(wire.there).containsExactly("30:0", "160:1", "310:2");
        assertThat(wire.here).containsExactly("40:0", "220:1", "320:2");
    }

    @Test
    void aFastMessageStaysBehindASlowOne() {
        wire.send().run(100);
        wire.faults.slowUntil(101, 200);
        wire.send().run(150).send().run(400);

        assertThat(wire.there).containsExactly("30:0", "310:1", "310:2");
    }

    @Test
    void healingEndsEverything() {
        wire.faults.breakUntil(900);
        wire.faults.slowUntil(900, 50);
        wire.faults.dropAnswers(3, null);
        wire.faults.swallowRequests(3, null);
        wire.faults.heal();

        assertThat(wire.faults.isHealthy(0)).isTrue();
        assertThat(wire.send().run(100).here).containsExactly("40:0");
    }

    @Test
    void aLongerBreakWins() {
        wire.faults.breakUntil(900);
        wire.faults.breakUntil(300);
        assertThat(wire.faults.isBroken(899)).isTrue();
        assertThat(wire.faults.isBroken(900)).isFalse();
    }
}
