package io.offsetlab.bench;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.fiber.Fiber;
import io.offsetlab.byo.fiber.Fibers;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Scenario;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code bench/three-members.yaml} as code over Consumer, as the policy that this code writes out, and as nothing but the hand-overs
 * that the code took: time a run. How many blocking calls and hand-overs there were is printed before each.
 */
@Fork(value = 1, jvmArgsAppend = "--add-opens=java.base/java.lang=ALL-UNNAMED")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 4, time = 3)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class HostedBenchmark {
    private static final int COUNTED = 20;

    /** What carries the members; below JDK 24 both are platform threads. */
    @Param({"usual", "platform"})
    private String threads;

    private final Scenario scenario = BenchWorlds.read("three-members");
    private OwnLoop loop;
    private long handOversOfARun;
    private long seed;

    /** Counts the hand-overs that bare ones are compared with. */
    @Setup(Level.Trial)
    public void count() {
        loop = loop();
        for (int i = 0; i < COUNTED; i++) {
            ownLoop();
        }
        long calls = loop.tally().blockingCalls();
        handOversOfARun = loop.tally().handOvers() / COUNTED;
        System.out.printf(
                Locale.ROOT,
                "a run: %d blocking calls, %d hand-overs, %.2f a call, virtual threads: %b%n",
                calls / COUNTED,
                handOversOfARun,
                (double) loop.tally().handOvers() / calls,
                loop.carriedByVirtualThreads());
    }

    private OwnLoop loop() {
        OwnLoop.Builder builder = HostedLoop.builder();
        return (threads.equals("platform") ? builder.onPlatformThreads() : builder).runs(HostedLoop::consume);
    }

    @Benchmark
    public RunResult ownLoop() {
        return new Cluster(scenario.toWorld(++seed % COUNTED), loop, Skipping.ON).run();
    }

    @Benchmark
    public RunResult policy() {
        return new Cluster(scenario.toWorld(++seed % COUNTED), Policies.SYNC_AFTER_BATCH, Skipping.ON).run();
    }

    @Benchmark
    public long bareHandOvers() {
        Fibers fibers = threads.equals("platform") ? Fibers.onPlatformThreads() : Fibers.create(new Nobody());
        Fiber[] three = new Fiber[3];
        long[] left = {handOversOfARun};
        for (int i = 0; i < three.length; i++) {
            int mine = i;
            three[i] = fibers.create("fiber-" + i, () -> {
                while (--left[0] > 0) {
                    fibers.pass(three[mine], three[(mine + 1) % three.length]);
                }
            });
        }
        fibers.drive(() -> {
            for (Fiber fiber : three) {
                if (!fiber.hasEnded()) {
                    fibers.resume(fiber);
                }
            }
        });
        return left[0];
    }

    /** Nothing happens beside the turns. */
    private static final class Nobody implements Fibers.Listener {
        @Override
        public void parkedElsewhere(Fiber fiber) {}

        @Override
        public void woken(Fiber fiber) {}

        @Override
        public void wokenFromOutside(Fiber fiber) {}
    }
}
