package io.offsetlab.bench;

import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.policy.Policies;
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
@Warmup(iterations = 3, time = 10)
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
        /** Runs of one policy in one world. */
        public long runs;
    }

    @Benchmark
    public SweepResult seedsThroughAllPolicies(Passed passed) {
        seed = seed % SEEDS + 1;
        SweepResult result = Experiment.run(Plan.of(SOURCE, Policies.all(), seed, seed), ProgressListener.NONE);
        for (RunRow row : result.rows()) {
            passed.events += row.events();
            passed.runs++;
        }
        return result;
    }
}
