package io.offsetlab.bench;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.experiment.Crew;
import io.offsetlab.scenario.Scenario;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * 1,000 seeds of {@code bench/three-members.yaml} through code over Consumer, each run with all its facts and judged. Each fork
 * makes one sweep and no more: its time is that of a test that begins cold.
 */
@Fork(3)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
public class OwnLoopSweepBenchmark {
    private static final int SEEDS = 1_000;

    @Param("2")
    private int threads;

    private final Scenario scenario = BenchWorlds.read("three-members");

    /** @throws IllegalStateException if a promise is broken: a benchmark of a wrong run says nothing */
    @Benchmark
    public List<Long> thousandSeeds() {
        OwnLoop loop = HostedLoop.builder().runs(HostedLoop::consume);
        try (Crew crew = new Crew(threads)) {
            return crew.all(SEEDS, seed -> facts(loop, seed + 1));
        }
    }

    private long facts(OwnLoop loop, long seed) {
        JudgedRun run = JudgedRun.of(scenario, loop, seed);
        if (run.broken() != null) {
            throw new IllegalStateException("seed " + seed + ": " + run.broken());
        }
        return run.facts().size();
    }
}
