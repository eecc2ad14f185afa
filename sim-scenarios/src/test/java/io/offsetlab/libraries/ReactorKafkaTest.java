package io.offsetlab.libraries;

import static io.offsetlab.testkit.OffsetlabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.testkit.Outcome;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.kafka.receiver.KafkaReceiver;

/** Guards that a receiver of reactor-kafka runs unmodified, in virtual time, and comes out the same every time. */
final class ReactorKafkaTest {
    private static final int SEEDS = 25;

    @BeforeAll
    static void ownSchedulers() {
        SchedulersOfMembers.install();
    }

    @AfterAll
    static void usualSchedulers() {
        SchedulersOfMembers.uninstall();
    }

    private static OwnLoop loop(String name, BiFunction<KafkaReceiver<String, String>, Member, Flux<?>> pipeline) {
        return OwnLoop.named(name)
                .config("enable.auto.commit", "false")
                .config("max.poll.records", "20")
                .promises(InvariantName.LOSS, InvariantName.STUCK)
                .runs(new ReactorMember(pipeline));
    }

    private static OwnLoop acknowledging() {
        return loop(
                "reactor-receive",
                (receiver, member) -> receiver.receive().doOnNext(record -> {
                    member.effects().apply(record);
                    record.receiverOffset().acknowledge();
                }));
    }

    private static OwnLoop autoAcknowledging() {
        return loop(
                "reactor-receive-auto-ack",
                (receiver, member) -> receiver.receiveAutoAck()
                        .concatMap(batch ->
                                batch.doOnNext(record -> member.effects().apply(record))));
    }

    private static OwnLoop atMostOnce() {
        return loop(
                "reactor-receive-at-most-once",
                (receiver, member) -> receiver.receiveAtmostOnce()
                        .doOnNext(record -> member.effects().apply(record)));
    }

    private static void holds(OwnLoop loop) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Outcome.of(CrashAndJoin.WORLD, loop, seed);
            assertThat(outcome).lostNothing().caughtUp();
            CrashAndJoin.happenedIn(outcome.run());
            assertThat(Outcome.of(CrashAndJoin.WORLD, loop, seed).run().digest())
                    .isEqualTo(outcome.run().digest());
        }
    }

    @Test
    void recordsThatAreAcknowledgedByHandOutliveACrashAndARebalance() {
        holds(acknowledging());
    }

    @Test
    void recordsThatAreAcknowledgedByBatchOutliveACrashAndARebalance() {
        holds(autoAcknowledging());
    }

    /** It commits a record before it hands it out, as its name says: a crash in between loses it. And yet it repeats some. */
    @Test
    void atMostOnceLosesRecordsInACrashAndRepeatsRecordsOverARebalance() {
        boolean lost = false;
        boolean repeated = false;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome outcome = Outcome.of(CrashAndJoin.WORLD, atMostOnce(), seed);
            assertThatThrownBy(() -> assertThat(outcome).asItWasRun().lostNothing())
                    .hasMessageStartingWith("LOSS");
            lost |= outcome.lost() > 0;
            repeated |= outcome.repeated() > 0;
        }
        assertThat(lost).isTrue();
        assertThat(repeated).isTrue();
    }
}
