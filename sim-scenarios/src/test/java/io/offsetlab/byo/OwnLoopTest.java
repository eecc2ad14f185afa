package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** What code over Consumer may do and what comes of it. */
final class OwnLoopTest {
    private static final StringDeserializer TEXT = new StringDeserializer();

    private final List<String> seen = new ArrayList<>();

    private static Scenario world(String... more) {
        String text = """
                name: one
                members: 1
                topics:
                  orders: {partitions: 1, records: 10}
                processing: {time: 10ms}
                client: {auto.offset.reset: earliest, enable.auto.commit: "false"}
                broker: {group.initial.rebalance.delay.ms: 0}
                until: 20s
                quiesce: 1m
                """ + String.join("\n", more) + "\n";
        return ScenarioText.read("test", text);
    }

    private static JudgedRun run(Scenario world, OwnLoop.Code code) {
        return JudgedRun.of(world, OwnLoop.named("mine").runs(code), 1);
    }

    private static Consumer<String, String> subscribed(Member member) {
        Consumer<String, String> consumer = member.consumer(TEXT, TEXT);
        consumer.subscribe(member.topics());
        return consumer;
    }

    private static void consume(Member member) {
        try (Consumer<String, String> consumer = subscribed(member)) {
            while (!member.isStopping()) {
                consumer.poll(member.pollTimeout()).forEach(member.effects()::apply);
                consumer.commitSync();
            }
        } catch (WakeupException stopped) {
            // asked to end
        }
    }

    private static InvariantName broken(JudgedRun run) {
        return Objects.requireNonNull(run.broken()).invariant();
    }

    private static <F extends Fact> List<F> facts(JudgedRun run, Class<F> kind) {
        return run.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void aLoopThatReadsEverythingKeepsItsPromise() {
        JudgedRun run = run(world(), OwnLoopTest::consume);

        assertThat(run.broken()).isNull();
        assertThat(facts(run, RecordFact.Effect.class)).hasSize(10);
    }

    @Test
    void aLoopThatReturnsEarlyIsJudged() {
        JudgedRun run = run(world(), member -> member.sleep(Duration.ofSeconds(1)));

        assertThat(broken(run)).isEqualTo(InvariantName.STUCK);
        assertThat(facts(run, ProcessFact.Exited.class).get(0).reason()).isEmpty();
    }

    @Test
    void aLoopThatThrowsIsJudgedAndTheStorySaysWhatItThrew() {
        JudgedRun run = run(world(), member -> {
            subscribed(member).poll(Duration.ofSeconds(5));
            throw new IllegalStateException("out of order");
        });

        assertThat(broken(run)).isEqualTo(InvariantName.STUCK);
        assertThat(run.report(List.of()).text())
                .contains("its code throws java.lang.IllegalStateException: out of order");
    }

    @Test
    void aLoopThatNeverPollsIsJudged() {
        JudgedRun run = run(world(), member -> {
            Consumer<String, String> consumer = subscribed(member);
            while (!consumer.subscription().isEmpty()) {
                member.sleep(Duration.ofMillis(100));
            }
        });

        assertThat(broken(run)).isEqualTo(InvariantName.STUCK);
    }

    @Test
    void anAssertionInsideTheCodeFailsTheTest() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> run(world(), member -> {
                    throw new AssertionError("seen twice");
                }))
                .withMessage("seen twice");
    }

    @Test
    void aCrashComesOutOfTheCallAndNothingHappensAfterIt() {
        OwnLoop loop = OwnLoop.named("mine").runs(member -> {
            List<ConsumerRecord<String, String>> batch = new ArrayList<>();
            Consumer<String, String> consumer = subscribed(member);
            try {
                while (true) {
                    consumer.poll(member.pollTimeout()).forEach(batch::add);
                    for (ConsumerRecord<String, String> record : batch) {
                        member.effects().apply(record);
                    }
                    batch.clear();
                }
            } catch (ProcessKilled killed) {
                seen.add(member.name() + " " + member.incarnation());
                throw killed;
            } finally {
                if (!batch.isEmpty()) {
                    member.effects().apply(batch.get(9));
                }
            }
        });
        Scenario crash = world("faults: [{kind: crash, member: member-1, when: orders-0@4, restart: 5s}]");
        JudgedRun run = JudgedRun.of(crash, loop, 1);

        assertThat(seen).startsWith("member-1 0");
        assertThat(loop.tally().droppedEffects()).isEqualTo(1);
        List<Long> ends = facts(run, RecordFact.Effect.class).stream()
                .map(RecordFact.Effect::to)
                .toList();
        assertThat(ends.subList(0, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ends.get(5)).isEqualTo(1L);
    }

    @Test
    void goingThroughRecordsIsAPlaceForACrashToo() {
        Scenario crash = world("faults: [{kind: crash, member: member-1, when: orders-0@4, restart: 1s}]");
        run(crash, member -> {
            try (Consumer<String, String> consumer = subscribed(member)) {
                while (!member.isStopping()) {
                    for (ConsumerRecord<String, String> record : consumer.poll(member.pollTimeout())) {
                        seen.add(member.incarnation() + "@" + record.offset());
                        try {
                            member.effects().apply(record);
                        } catch (Throwable swallowed) {
                            seen.add("swallowed");
                        }
                    }
                }
            } catch (WakeupException stopped) {
                // asked to end
            }
        });

        assertThat(seen.indexOf("swallowed")).isEqualTo(seen.indexOf("0@5") + 1);
        assertThat(seen).doesNotContain("0@6");
    }

    @Test
    void whoeverSwallowsTheNewsAHundredTimesIsNamedAndLeftBehind() {
        OwnLoop deaf = OwnLoop.named("deaf").runs(member -> {
            Consumer<String, String> consumer = subscribed(member);
            while (true) {
                try {
                    consumer.poll(member.pollTimeout());
                } catch (Throwable swallowed) {
                    seen.add("again");
                }
            }
        });

        assertThatExceptionOfType(BadLoop.class)
                .isThrownBy(() -> JudgedRun.of(world(), deaf, 1))
                .isInstanceOf(BadInput.class)
                .withMessageContaining("member-1 was told 100 times that its process is gone")
                .withMessageContaining("OwnLoopTest");
        assertThat(seen).hasSize(100);
        assertThat(deaf.tally().threadsLeftBehind()).isEqualTo(1);
    }

    @Test
    void aLoopThatIsToldToStopIsWokenUp() {
        Scenario leave = world("faults: [{kind: leave, member: member-1, when: 10s, restart: never}]");
        JudgedRun run = run(leave, member -> {
            try (Consumer<String, String> consumer = subscribed(member)) {
                while (true) {
                    consumer.poll(Duration.ofMinutes(1)).forEach(member.effects()::apply);
                }
            } catch (WakeupException woken) {
                seen.add("woken " + member.isStopping() + " at "
                        + member.clock().instant().truncatedTo(ChronoUnit.SECONDS));
            }
        });

        assertThat(seen).startsWith("woken true at 2026-01-01T00:00:10Z");
        assertThat(facts(run, ProcessFact.Stopped.class)).isNotEmpty();
        assertThat(facts(run, ProcessFact.Exited.class)).isEmpty();
    }

    @Test
    void aHookOfItsOwnTakesThePlaceOfTheWakeup() {
        Scenario leave = world("faults: [{kind: leave, member: member-1, when: 10s, restart: never}]");
        run(leave, member -> {
            member.onStop(() -> seen.add("asked"));
            try (Consumer<String, String> consumer = subscribed(member)) {
                while (!member.isStopping()) {
                    consumer.poll(Duration.ofSeconds(1));
                }
            }
        });

        assertThat(seen).startsWith("asked");
    }

    @Test
    void aConsumerSaysSoWhenItsRunHasEnded() {
        List<Consumer<?, ?>> kept = new ArrayList<>();
        run(world(), member -> {
            kept.add(subscribed(member));
            consume(kept.get(0), member);
        });

        assertThatIllegalStateException()
                .isThrownBy(() -> kept.get(0).poll(Duration.ZERO))
                .withMessage("The run in which member-1 lived has ended; nothing of it can be used any more.");
    }

    private static void consume(Consumer<?, ?> consumer, Member member) {
        while (!member.isStopping()) {
            consumer.poll(Duration.ofSeconds(1)).forEach(member.effects()::apply);
        }
    }

    @Test
    void pollingWithoutATimeoutTakesSomeTime() {
        JudgedRun run = run(world(), member -> {
            Consumer<String, String> consumer = subscribed(member);
            while (!member.isStopping()) {
                consumer.poll(Duration.ZERO).forEach(member.effects()::apply);
                consumer.commitAsync();
            }
        });

        assertThat(run.broken()).isNull();
    }

    @Test
    void codeThatWaitsForAClockThatStandsIsNamed() {
        assertThatExceptionOfType(BadLoop.class)
                .isThrownBy(() -> run(world(), member -> {
                    Instant later = member.clock().instant().plusSeconds(1);
                    while (member.clock().instant().isBefore(later)) {
                        seen.clear();
                    }
                }))
                .withMessageContaining("100000 calls in a row without any virtual time passing");
    }

    @Test
    void settingsOfTheCodeWin() {
        run(world(), member -> {
            Map<String, Object> one = Map.of("max.poll.records", "1", "client.id", "mine");
            Consumer<String, String> consumer = member.consumer(one, TEXT, TEXT);
            consumer.subscribe(member.topics());
            while (!member.isStopping()) {
                seen.add(String.valueOf(consumer.poll(member.pollTimeout()).count()));
            }
        });

        assertThat(seen).contains("1").doesNotContain("2", "10");
    }

    @Test
    void aProcessHasOneConsumerAtATime() {
        run(world(), member -> {
            Consumer<String, String> first = subscribed(member);
            try {
                member.consumer(TEXT, TEXT);
            } catch (IllegalStateException refused) {
                seen.add(refused.getMessage());
            }
            first.close();
            consume(member);
        });

        assertThat(seen)
                .containsExactly("member-1 has a consumer that is open; a process of the simulation has one at a time");
    }

    @Test
    void contentIsThereAndTheSameInEveryRun() {
        OwnLoop.Code read = member -> {
            Consumer<String, String> consumer = subscribed(member);
            while (!member.isStopping()) {
                consumer.poll(member.pollTimeout())
                        .forEach(record -> seen.add(record.offset() + " " + record.key() + " " + record.value()));
            }
        };
        run(world(), read);
        List<String> first = List.copyOf(seen);
        seen.clear();
        run(world(), read);

        assertThat(first).hasSize(10);
        assertThat(first.get(3)).matches("3 key-[0-9]+ orders-0@3");
        assertThat(seen).isEqualTo(first);
    }

    @Test
    void aPartitionThatTheScenarioDoesNotHaveIsNamed() {
        assertThatExceptionOfType(BadLoop.class)
                .isThrownBy(() -> run(world(), member -> {
                    try (Consumer<String, String> consumer = member.consumer(TEXT, TEXT)) {
                        consumer.assign(List.of(new TopicPartition("payments", 3)));
                    }
                }))
                .withMessage("found the partition payments-3, allowed is one of the scenario: [orders-0]");
    }

    @Test
    void tasksWorkBesideOneAnotherAndWaitingForThemTakesVirtualTime() {
        JudgedRun run = run(world(), member -> {
            Consumer<String, String> consumer = subscribed(member);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (records.size() < 10) {
                consumer.poll(member.pollTimeout()).forEach(records::add);
            }
            Instant begun = member.clock().instant();
            List<Future<?>> tasks = new ArrayList<>();
            for (ConsumerRecord<String, String> record : records) {
                tasks.add(member.executor().submit(() -> member.effects().apply(record)));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            seen.add(String.valueOf(
                    Duration.between(begun, member.clock().instant()).toMillis()));
            consumer.commitSync();
            while (!member.isStopping()) {
                consumer.poll(member.pollTimeout());
            }
        });

        assertThat(run.broken()).isNull();
        assertThat(seen).containsExactly("10");
    }
}
