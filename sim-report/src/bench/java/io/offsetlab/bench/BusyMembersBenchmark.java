package io.offsetlab.bench;

import io.offsetlab.cluster.RunResult;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Scenario;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** {@code bench/busy-members.yaml} under sync-after-batch, with digest and all invariants. The number to read is records. */
@Fork(1)
@Warmup(iterations = 5, time = 10)
@Measurement(iterations = 5, time = 5)
@State(Scope.Thread)
public class BusyMembersBenchmark {
    private final Scenario scenario = BenchWorlds.read("busy-members");
    private long seed;

    /** What went by, a second. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Passed {
        /** Records processed. */
        public long records;
        /** Events of the queue. */
        public long events;
    }

    @Benchmark
    public RunResult syncAfterBatch(Passed passed, CpuTime time) {
        time.start();
        RunResult result = Watched.run(scenario.toWorld(++seed), Policies.SYNC_AFTER_BATCH);
        passed.records += scenario.records();
        passed.events += result.events();
        time.stop();
        return result;
    }
}
