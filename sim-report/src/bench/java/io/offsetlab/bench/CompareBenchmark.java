package io.offsetlab.bench;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.World;
import io.offsetlab.metric.MetricCollector;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The default comparison on one thread: draw, all policies, digest, all invariants, metrics. The number to read is events. */
@Fork(1)
@Warmup(iterations = 5, time = 10)
@Measurement(iterations = 5, time = 10)
@State(Scope.Thread)
public class CompareBenchmark {
    private static final int SEEDS = 1_000;
    private static final ScenarioSource SOURCE = ScenarioSource.generated(Ranges.DEFAULT);

    private long seed;

    /** What went by, a second. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Passed {
        /** Events of the queue. */
        public long events;
        /** Events that were held back and ran late: what a quiet member did meanwhile. */
        public long late;
        /** Runs of one policy in one world. */
        public long runs;
    }

    @Benchmark
    public long seedsThroughAllPolicies(Passed passed, CpuTime time) {
        seed = seed % SEEDS + 1;
        time.start();
        World world = SOURCE.draw(seed).toWorld(seed);
        long sum = 0;
        for (Policy policy : Policies.all()) {
            MetricCollector metrics = new MetricCollector(Cluster.header(world, policy));
            RunResult result = Watched.run(world, policy, metrics);
            passed.events += result.events();
            passed.late += result.lateEvents();
            passed.runs++;
            sum += metrics.finish().commitRequests() + result.digest();
        }
        time.stop();
        return sum;
    }
}
