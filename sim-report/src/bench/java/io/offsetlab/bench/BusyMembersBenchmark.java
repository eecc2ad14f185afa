package io.offsetlab.bench;

import io.offsetlab.app.Processing;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.Scenario.Workload;
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
    /** The same with the time of each record drawn, from half a millisecond to one and a half. */
    private final Scenario drawn = scenario.toBuilder()
            .workload(new Workload(
                    new Processing(500, 1_000),
                    scenario.workload().recordBytes(),
                    scenario.workload().pollTimeoutMicros()))
            .build();

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
        return run(scenario, passed, time);
    }

    @Benchmark
    public RunResult everyTimeDrawn(Passed passed, CpuTime time) {
        return run(drawn, passed, time);
    }

    private RunResult run(Scenario world, Passed passed, CpuTime time) {
        time.start();
        RunResult result = Watched.run(world.toWorld(++seed), Policies.SYNC_AFTER_BATCH);
        passed.records += world.records();
        passed.events += result.events();
        time.stop();
        return result;
    }
}
