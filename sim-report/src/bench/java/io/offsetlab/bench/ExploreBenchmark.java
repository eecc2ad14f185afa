package io.offsetlab.bench;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.DeviationKind;
import io.offsetlab.counterexample.Exploration;
import io.offsetlab.counterexample.Explorer;
import io.offsetlab.counterexample.SmallGroup;
import io.offsetlab.policy.Policies;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All placements of up to two faults under sync-after-batch on one thread, warm: pairs of crashes in a world with about 200 places
 * for one, and everything in a world with about 200 placements of a single fault. Beside the time it counts placements and runs.
 */
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:FreqInlineSize=60", "-XX:InlineSmallCode=1000", "-XX:+UseParallelGC"})
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class ExploreBenchmark {
    @Param({"crash-pairs", "all-kinds"})
    private String what;

    @Param({"true", "false"})
    private boolean pruning;

    /** What came of one exploration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Counts {
        public long placements;
        public long runs;
    }

    /** @throws IllegalStateException if it did not hold: then the search ended early */
    @Benchmark
    public Exploration explore(Counts counts, CpuTime time) {
        boolean crashes = what.equals("crash-pairs");
        SmallGroup group =
                crashes ? new SmallGroup(1, 1, 24, 1_000_000, Map.of()) : new SmallGroup(2, 2, 4, 1_000_000, Map.of());
        time.start();
        Exploration explored = Explorer.explore(
                new Explorer.Plan(
                        group.scenario(2),
                        Application.of(Policies.SYNC_AFTER_BATCH),
                        crashes ? EnumSet.of(DeviationKind.CRASH) : EnumSet.allOf(DeviationKind.class),
                        2,
                        pruning,
                        false,
                        10_000_000,
                        1),
                tried -> {});
        time.stop();
        if (!explored.complete() || explored.smallest() != null) {
            throw new IllegalStateException(explored.statement());
        }
        counts.placements += explored.placements();
        counts.runs += explored.runs();
        return explored;
    }
}
