package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Code that waits outside of the simulation, never comes back, or brings threads of its own. */
final class StrayThreadsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Scenario WORLD = ScenarioText.read("test", """
            name: two
            members: 2
            topics:
              orders: {partitions: 2, records: 10}
            processing: {time: 10ms}
            client: {auto.offset.reset: earliest}
            until: 20s
            quiesce: 1m
            """);

    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void letGo() {
        over.set(true);
    }

    private static OwnLoop loop(OwnLoop.Code code) {
        return OwnLoop.named("stray").patience(SHORT).runs(code);
    }

    private static void run(OwnLoop loop) {
        new Cluster(WORLD.toWorld(1), loop, Skipping.ON).run();
    }

    private static Consumer<String, String> subscribed(Member member) {
        Consumer<String, String> consumer = member.consumer(new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(member.topics());
        return consumer;
    }

    private static void assertNamed(OwnLoop loop, String... parts) {
        assertThatExceptionOfType(BadLoop.class)
                .isThrownBy(() -> run(loop))
                .satisfies(bad -> assertThat(bad.getMessage()).contains(parts));
    }

    @Test
    void codeThatNeverComesBackIsFoundByTheWatchdog() {
        OwnLoop busy = loop(member -> {
            subscribed(member).poll(member.pollTimeout());
            while (!over.get()) {
                Thread.onSpinWait();
            }
        });

        assertNamed(busy, "member-", "has not come back for 300 ms of real time", "StrayThreadsTest");
        assertThat(busy.tally().threadsLeftBehind()).isEqualTo(1);
    }

    @Test
    void codeThatSleepsInRealTimeIsNamedWithItsStack() {
        assertNamed(loop(member -> Thread.sleep(60_000)), "member-1", "StrayThreadsTest");
    }

    @Test
    void codeThatParksForEverIsNamedWithItsStack() {
        assertNamed(
                loop(member -> {
                    while (!over.get()) {
                        LockSupport.parkNanos(30_000_000_000L);
                    }
                }),
                "member-1",
                "StrayThreadsTest");
    }

    @Test
    void aThreadThatTheSimulationDoesNotDriveIsSentAway() {
        assertNamed(
                loop(member -> {
                    Consumer<String, String> consumer = subscribed(member);
                    Thread thread = new Thread(() -> consumer.poll(Duration.ofSeconds(1)), "my own");
                    thread.setUncaughtExceptionHandler((ended, thrown) -> {});
                    thread.start();
                    while (thread.isAlive()) {
                        Thread.onSpinWait();
                    }
                    consumer.poll(member.pollTimeout());
                }),
                "member-1 was called by the thread \"my own\"",
                "executor");
    }

    @Test
    void processesDoNotUseOneAnothersConsumers() {
        List<Consumer<?, ?>> shared = new ArrayList<>();
        assertNamed(
                loop(member -> {
                    shared.add(subscribed(member));
                    while (!member.isStopping()) {
                        shared.get(0).poll(Duration.ofSeconds(1));
                    }
                }),
                "something of member-1 was called by the code of member-2");
    }

    /** Virtual threads only, as above: an interrupt ends the waiting of a process that is gone. */
    @Test
    void codeThatWaitsForItsTasksForEverEndsWithItsProcess() {
        OwnLoop waiting = loop(member -> {
            member.executor().execute(() -> {
                Consumer<String, String> consumer = subscribed(member);
                while (!member.isStopping()) {
                    consumer.poll(Duration.ofMillis(100)).forEach(member.effects()::apply);
                }
            });
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException gone) {
                member.sleep(Duration.ofSeconds(1));
            }
        });
        Scenario crash = ScenarioText.read(
                "test",
                ScenarioText.yaml(WORLD) + "faults: [{kind: crash, member: member-1, when: 10s, restart: 2s}]\n");
        if (waiting.carriedByVirtualThreads()) {
            new Cluster(crash.toWorld(1), waiting, Skipping.ON).run();
            assertThat(waiting.tally().threadsLeftBehind()).isZero();
        } else {
            assertNamed(waiting, "has not come back for 300 ms", "CountDownLatch");
        }
    }

    /** Virtual threads only: on platform threads the watchdog names the waiting code. */
    @Test
    void aTaskOfTheExecutorMayWakeCodeThatWaitsForIt() {
        OwnLoop waiting = loop(member -> {
            CountDownLatch polled = new CountDownLatch(1);
            member.executor().execute(() -> {
                Consumer<String, String> consumer = subscribed(member);
                while (!member.isStopping()) {
                    consumer.poll(Duration.ofMillis(100)).forEach(member.effects()::apply);
                    polled.countDown();
                }
            });
            polled.await();
            while (!member.isStopping()) {
                member.sleep(Duration.ofMinutes(1));
            }
        });
        if (waiting.carriedByVirtualThreads()) {
            run(waiting);
            assertThat(waiting.tally().threadsLeftBehind()).isZero();
        } else {
            assertNamed(waiting, "has not come back for 300 ms", "CountDownLatch");
        }
    }
}
