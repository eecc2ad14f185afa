package io.offsetlab.bench;

import io.offsetlab.cluster.RunResult;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Scenario;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code bench/small-world.yaml} under sync-after-batch with another seed each time, digest and all invariants on: worlds a second. */
@Fork(1)
@Warmup(iterations = 5, time = 10)
@Measurement(iterations = 5, time = 5)
@State(Scope.Thread)
public class SmallWorldBenchmark {
    private final Scenario scenario = BenchWorlds.read("small-world");
    private long seed;

    @Benchmark
    public RunResult syncAfterBatch(CpuTime time) {
        time.start();
        RunResult result = Watched.run(scenario.toWorld(++seed), Policies.SYNC_AFTER_BATCH);
        time.stop();
        return result;
    }
}
