package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What a scenario says of records and sinks as code over Consumer meets it. */
final class HandledRecordsTest {
    private static final StringDeserializer TEXT = new StringDeserializer();
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    private final List<String> seen = new ArrayList<>();

    private static Scenario world(String application) {
        return ScenarioText.read("test", """
                name: one
                members: 1
                topics:
                  orders: {partitions: 1, records: 4}
                processing: {time: 10ms}
                client: {auto.offset.reset: earliest, enable.auto.commit: "false"}
                broker: {group.initial.rebalance.delay.ms: 0}
                until: 20s
                quiesce: 1m
                application: %s
                """.formatted(application));
    }

    private interface Step {
        void on(ConsumerRecord<String, String> record, Member member);
    }

    private static JudgedRun run(String application, Step step) {
        OwnLoop loop = OwnLoop.named("mine").runs(member -> {
            try (Consumer<String, String> consumer = member.consumer(TEXT, TEXT)) {
                consumer.subscribe(member.topics());
                while (!member.isStopping()) {
                    consumer.poll(member.pollTimeout()).forEach(record -> step.on(record, member));
                    consumer.commitSync();
                }
            } catch (WakeupException stopped) {
                // asked to end
            }
        });
        return JudgedRun.of(world(application), loop, 1);
    }

    private static List<String> outcomes(JudgedRun run) {
        return run.facts().stream()
                .filter(RecordFact.Effect.class::isInstance)
                .map(RecordFact.Effect.class::cast)
                .map(effect -> effect.from() + " " + effect.outcome() + " by " + effect.worker())
                .toList();
    }

    @Test
    void aPoisonRecordThrowsAnExceptionThatNamesIt() {
        JudgedRun run = run("{poison: {records: [orders-0@2]}}", (record, member) -> {
            try {
                member.effects().apply(record);
            } catch (ProcessingFailed failed) {
                seen.add(failed.getMessage());
                member.effects().deadLetter(record);
            }
        });

        assertThat(seen).containsExactly("processing orders-0@2 failed: the scenario has it among its poison records");
        assertThat(outcomes(run))
                .containsExactly("0 DONE by 0", "1 DONE by 0", "2 FAILED by 0", "2 DEAD_LETTERED by 0", "3 DONE by 0");
        assertThat(run.broken()).isNull();
    }

    @Test
    void aRecordThatIsLeftOutOnPurposeIsNotLost() {
        JudgedRun run = run("{workers: 1}", (record, member) -> {
            if (record.offset() == 2) {
                member.effects().skip(record);
            } else {
                member.effects().apply(record);
            }
        });

        assertThat(outcomes(run)).contains("2 " + Outcome.SKIPPED + " by 0").hasSize(4);
        assertThat(run.broken()).isNull();
    }

    @Test
    void aSlowRecordTakesLonger() {
        run("{slow: {records: [orders-0@1], extra: 500ms}}", (record, member) -> {
            Instant begun = member.clock().instant();
            member.effects().apply(record);
            seen.add(Duration.between(begun, member.clock().instant()).toMillis() + " ms");
        });

        assertThat(seen).containsExactly("10 ms", "510 ms", "10 ms", "10 ms");
    }

    @Test
    void aProcessThatDiesOfAFailedRecordIsStartedAgain() {
        String twice = "{poison: {records: [orders-0@2], fails: 2}, restart-after: 3s}";
        JudgedRun run = run(twice, (record, member) -> member.effects().apply(record));

        assertThat(starts(run)).hasSize(3).last().satisfies(at -> assertThat(at).isLessThan(10_000_000));
        assertThat(run.facts()).filteredOn(ProcessFact.Exited.class::isInstance).hasSize(2);
        assertThat(run.broken()).isNull();
    }

    @Test
    void aProcessThatIsNotStartedAgainStaysAwayUntilAllIsHealed() {
        String twice = "{poison: {records: [orders-0@2], fails: 2}, restart-after: never}";
        JudgedRun run = run(twice, (record, member) -> member.effects().apply(record));

        assertThat(starts(run)).containsExactly(0L, 20_000_000L);
    }

    private static List<Long> starts(JudgedRun run) {
        return run.facts().stream()
                .filter(ProcessFact.Restarted.class::isInstance)
                .map(Fact::at)
                .toList();
    }

    @Test
    void whatABufferedSinkHasAcceptedIsDurableOnceItIsFlushed() {
        String buffered = "{sink: {kind: buffered, flush-records: 100, flush-every: 1m}}";
        JudgedRun run = run(buffered, (record, member) -> {
            member.effects().apply(record);
            long next = record.offset() + 1;
            seen.add(next + ": " + member.effects().durableUpTo(ORDERS, next));
            if (next == 2) {
                member.effects().flush();
                seen.add(next + ": " + member.effects().durableUpTo(ORDERS, next));
            }
        });

        assertThat(seen).containsExactly("1: 0", "2: 0", "2: 2", "3: 2", "4: 2");
        assertThat(run.broken())
                .isNotNull()
                .satisfies(broken -> assertThat(broken.invariant()).isEqualTo(InvariantName.LOSS));
    }

    @Test
    void threadsOfAProcessShareItsSinkAndAreTold() {
        JudgedRun run = run("{workers: 2, poison: {records: [orders-0@1]}}", (record, member) -> {
            try {
                member.executor().submit(() -> member.effects().apply(record)).get();
            } catch (Exception failed) {
                seen.add(String.valueOf(failed.getCause()));
                member.effects().skip(record);
            }
        });

        assertThat(seen).singleElement().asString().startsWith(ProcessingFailed.class.getName());
        assertThat(outcomes(run))
                .containsExactly("0 DONE by 1", "1 FAILED by 2", "1 SKIPPED by 0", "2 DONE by 3", "3 DONE by 4");
    }

    @Test
    void whereOrderIsByKeyTheKeysOfRecordsAreThoseThatOrderIsJudgedBy() {
        JudgedRun run = run("{workers: 2, order: key, keys: 3}", (record, member) -> {
            member.effects().apply(record);
            seen.add(record.key());
        });

        List<String> judged = run.facts().stream()
                .filter(RecordFact.Keyed.class::isInstance)
                .map(fact -> "key-" + ((RecordFact.Keyed) fact).key())
                .toList();
        assertThat(seen).isEqualTo(judged).hasSize(4);
    }
}
