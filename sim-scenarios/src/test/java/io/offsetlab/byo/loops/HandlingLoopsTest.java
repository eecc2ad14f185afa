package io.offsetlab.byo.loops;

import static io.offsetlab.policy.OnError.Reaction.DEAD_LETTER;
import static io.offsetlab.policy.OnError.Reaction.IGNORE;
import static io.offsetlab.policy.OnError.Reaction.SKIP;
import static io.offsetlab.protocol.InvariantName.DUP;
import static io.offsetlab.protocol.InvariantName.LOSS;
import static io.offsetlab.protocol.InvariantName.ORDER;
import static io.offsetlab.protocol.InvariantName.STUCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.Member;
import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.ProcessingFailed;
import io.offsetlab.byo.loops.CarefulLoop.Commit;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;
import io.offsetlab.policy.OnError;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.ScenarioSource;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Risk: code that handles failed records or a buffered sink in the wrong way is not caught, or one that does it right is. */
final class HandlingLoopsTest {
    private static final int KEPT_IN = 40;
    private static final int CAUGHT_IN = 25;

    private static ScenarioSource worlds(String application) {
        return ScenarioSource.named(
                "generated:members=2..3,partitions=1..3,records=40..200,faults=2..6,duration=20s..60s," + application);
    }

    private static OwnLoop.Builder loop(InvariantName... promise) {
        return OwnLoop.named("mine").config("enable.auto.commit", "false").promises(promise);
    }

    private static OwnLoop careful(OnError onError, Commit commit, InvariantName... promise) {
        return loop(promise).runs(member -> new CarefulLoop(member, onError, commit).run());
    }

    private static void assertKept(OwnLoop loop, String application) {
        for (long seed = 1; seed <= KEPT_IN; seed++) {
            Violation broken =
                    JudgedRun.of(worlds(application).draw(seed), loop, seed).broken();
            assertThat(broken).as("seed %d of %s", seed, application).isNull();
        }
    }

    private static void assertCaught(OwnLoop loop, String application, InvariantName broken) {
        assertThat(LongStream.rangeClosed(1, CAUGHT_IN)
                        .mapToObj(seed -> JudgedRun.of(worlds(application).draw(seed), loop, seed)
                                .broken()))
                .as(application)
                .anyMatch(violation -> violation != null && violation.invariant() == broken);
    }

    @Test
    void deadLettersOnPoisonLoseNothingAndCatchUp() {
        assertKept(careful(new OnError(DEAD_LETTER, 2), Commit.PROCESSED, LOSS, STUCK), "poison=1..3");
    }

    @Test
    void skippingOnPurposeLosesNothingAndCatchesUp() {
        assertKept(careful(new OnError(SKIP, 2), Commit.POSITION, LOSS, STUCK), "poison=1..3");
    }

    @Test
    void swallowingTheExceptionAndCommittingIsCaught() {
        assertCaught(careful(new OnError(IGNORE, 1), Commit.PROCESSED, LOSS), "poison=1..3", LOSS);
    }

    @Test
    void givingUpABatchWithoutSeekingBackIsCaught() {
        OwnLoop loop = loop(LOSS).runs(HandlingLoopsTest::logAndCommit);

        assertCaught(loop, "poison=1..3", LOSS);
    }

    private static void logAndCommit(Member member) {
        try (Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                try {
                    consumer.poll(member.pollTimeout()).forEach(member.effects()::apply);
                } catch (ProcessingFailed logged) {
                    continue;
                }
                consumer.commitSync();
            }
        } catch (KafkaException ended) {
            // asked to end, or the commit came too late
        }
    }

    @Test
    void committingWhatABufferedSinkHasOnlyAcceptedIsCaught() {
        assertCaught(loop(LOSS).runs(SyncLoop::run), "sink=buffered", LOSS);
    }

    @Test
    void flushingBeforeTheCommitLosesNothing() {
        assertKept(loop(LOSS).runs(SyncLoop::runFlushing), "sink=buffered");
    }

    @Test
    void committingWhatIsDurableLosesNothingAndCatchesUp() {
        assertKept(careful(new OnError(SKIP, 2), Commit.DURABLE, LOSS, STUCK), "sink=buffered,poison=0..2");
    }

    @Test
    void aTableMakesAtLeastOnceExactlyOnce() {
        assertKept(loop(LOSS, DUP, STUCK).runs(SyncLoop::run), "sink=dedupe");
    }

    @Test
    void aTableThatIsWrittenApartFromTheEffectDoesNot() {
        OwnLoop loop = loop(LOSS, DUP).runs(SyncLoop::run);

        assertCaught(loop, "sink=dedupe-after", DUP);
        assertCaught(loop, "sink=dedupe-before", LOSS);
    }

    @Test
    void aStaleWriterOfAnUnfencedStoreIsCaught() {
        OwnLoop loop = loop(LOSS, DUP).resumesFromStore().runs(StoreLoop::run);

        assertKept(loop, "sink=plain");
        assertCaught(loop, "sink=unfenced-store", DUP);
    }

    @Test
    void recordsOfAKeyAreJudgedByTheKeyThatCodeSees() {
        assertKept(loop(LOSS, ORDER).runs(SyncLoop::run), "workers=2,order=key");
    }
}
