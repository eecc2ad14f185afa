package io.offsetlab.experiment;

import io.offsetlab.cluster.World;
import io.offsetlab.engine.Mix;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Situation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.ArrayList;
import java.util.List;

/** Plans and runs that cost nothing: what comes out is a function of seed and policy. */
final class Fakes {
    private Fakes() {}

    static final ScenarioSource SOURCE = ScenarioSource.fixed(
            "small", Scenario.named("small").topic("orders", 2).burst(10).build());

    static List<Policy> policies(int count) {
        List<Policy> policies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            policies.add(Policy.named("policy-" + i).build());
        }
        return policies;
    }

    static Plan plan(int policies, long seedFrom, long seedTo) {
        return Plan.of(SOURCE, policies(policies), seedFrom, seedTo);
    }

    static SweepResult sweep(Plan plan) {
        return Experiment.run(plan, ProgressListener.NONE, Fakes::run);
    }

    static RunRow run(World world, Policy policy, int place) {
        return row(world.seed(), place, Mix.combine(world.seed(), place) >>> 60, 0);
    }

    /** A run of ten records that repeats and loses so many of them. */
    static RunRow row(long seed, int policy, long repeated, long lost) {
        long[] values = new long[Metric.values().length];
        values[Metric.RECORDS.ordinal()] = 10;
        values[Metric.FINISHED.ordinal()] = 10 - lost;
        values[Metric.REPEATED.ordinal()] = repeated;
        values[Metric.LOST.ordinal()] = lost;
        values[Metric.COMMITS_SYNC.ordinal()] = 5;
        long[] violations = new long[InvariantName.values().length];
        violations[InvariantName.LOSS.ordinal()] = lost;
        return new RunRow(
                seed,
                policy,
                Mix.combine(seed, policy),
                100,
                1_000_000,
                500,
                700,
                EnumCounts.of(InvariantName.class, violations),
                EnumCounts.of(FaultKind.class, new long[FaultKind.values().length]),
                EnumCounts.of(Situation.class, new long[Situation.values().length]),
                RunMetrics.of(values, List.of(Samples.of(repeated), Samples.NONE, Samples.NONE, Samples.NONE)),
                lost > 0 ? new FirstBroken(InvariantName.LOSS, 7, "LOSS in seed " + seed) : null);
    }
}
