package io.offsetlab.report;

import io.offsetlab.experiment.PolicyLine;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Statistics;
import io.offsetlab.experiment.SweepPlan;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.SeedLine;
import java.util.List;

/**
 * The comparison of policies that every format writes. It depends on the results alone: not on the time, the machine, or how the
 * work was dealt out.
 *
 * @param sweep the results
 * @param statistics what they add up to
 * @param workload the worlds they come from
 * @param advice what to do with them
 * @param warnings what to know before trusting them
 */
public record Comparison(
        SweepResult sweep, Statistics statistics, Workload workload, Advice advice, List<String> warnings) {

    /** Compares by at-least-once: no policy may lose. */
    public static Comparison of(SweepResult sweep) {
        return of(sweep, InvariantName.LOSS);
    }

    /** @param asked the invariant that the advice is about */
    public static Comparison of(SweepResult sweep, InvariantName asked) {
        Statistics statistics = Statistics.of(sweep);
        Workload workload = Workload.of(sweep.worlds());
        return new Comparison(
                sweep,
                statistics,
                workload,
                Advice.of(sweep, statistics, asked),
                Warnings.of(sweep.plan(), statistics, workload));
    }

    public SweepPlan plan() {
        return sweep.plan();
    }

    /** What stands above every format. */
    public String headline() {
        int policies = plan().policies().size();
        return Phrases.worlds(sweep.worlds().size())
                + " of scenario " + plan().scenario() + " through " + policies
                + (policies == 1 ? " policy" : " policies") + ": seeds " + plan().seedFrom() + ".."
                + plan().seedTo() + (plan().shards() == 1 ? "" : ", shard " + plan().shard() + "/" + plan().shards())
                + ", Kafka " + plan().kafkaVersion() + " modelled by engine " + plan().engineVersion();
    }

    /** What tables and pictures call a policy: its name without the packages of classes, if that tells it apart. */
    public String label(PolicyStats stats) {
        return Labels.of(
                plan().policies().stream().map(PolicyLine::name).toList(),
                plan().policies().indexOf(stats.policy()));
    }

    /** The policies that can be chosen, without the bound. */
    public List<PolicyStats> policies() {
        return statistics.policies().stream()
                .filter(stats -> !stats.policy().clairvoyant())
                .toList();
    }

    /** The bound, if it was run. */
    public List<PolicyStats> bounds() {
        return statistics.policies().stream()
                .filter(stats -> stats.policy().clairvoyant())
                .toList();
    }

    /** Whether any policy broke its promise in any world. */
    public boolean anyBroken() {
        return statistics.policies().stream().anyMatch(stats -> stats.broken().hits() > 0);
    }

    static SeedLine seedLine(SweepPlan plan, int policy, long seed) {
        return new SeedLine(plan.scenario(), plan.policies().get(policy).name(), seed, plan.engineVersion());
    }

    /** What replays a policy in the world of a seed. */
    public SeedLine seedLine(PolicyStats stats, long seed) {
        return seedLine(plan(), plan().policies().indexOf(stats.policy()), seed);
    }
}
