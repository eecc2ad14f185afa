package io.offsetlab.report;

import io.offsetlab.engine.Mix;
import io.offsetlab.experiment.EnumCounts;
import io.offsetlab.experiment.FirstBroken;
import io.offsetlab.experiment.PolicyLine;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.SweepPlan;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.experiment.WorldLine;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * A sweep made by hand: a policy that keeps its promise, one that loses in the worlds 1 and 3 and broke its promise in 1, one that
 * never commits, and the bound.
 */
public final class SmallSweep {
    private static final List<PolicyLine> POLICIES = List.of(
            policy("sync-after-batch", "max.poll.records", InvariantName.LOSS, InvariantName.BOUND),
            policy("sync-before-batch", "0", InvariantName.DUP),
            policy("never", "unbounded", InvariantName.LOSS),
            new PolicyLine("clairvoyant", "knows the future", List.of(InvariantName.LOSS), "0", true));
    private static final long[] BOUNDS = {500, 0, Long.MAX_VALUE, 0};

    private SmallSweep() {}

    private static PolicyLine policy(String name, String bound, InvariantName... promises) {
        return new PolicyLine(name, "commits in its own way", List.of(promises), bound, false);
    }

    /** Four worlds. */
    public static SweepResult sweep() {
        return sweep(POLICIES, 3, 1, 1);
    }

    /** Four worlds as engine 1 ran them, which stays what it is when the engine goes on. */
    public static SweepResult ofFirstEngine() {
        return sweep(1, POLICIES, 3, 1, 1);
    }

    /** A part of a plan of as many worlds as wanted. */
    public static SweepResult sweep(long seedTo, int shard, int shards) {
        return sweep(POLICIES, seedTo, shard, shards);
    }

    /** Four worlds in which the first policy and what it found have this text for a name. */
    public static SweepResult named(String text) {
        List<PolicyLine> policies = new ArrayList<>(POLICIES);
        policies.set(1, new PolicyLine(text, text, List.of(InvariantName.DUP), text, false));
        return sweep(policies, 3, 1, 1);
    }

    /** Four worlds and so many policies that keep their promise. */
    public static SweepResult ofPolicies(int count) {
        List<PolicyLine> policies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            policies.add(policy("policy-" + i, "500", InvariantName.LOSS));
        }
        return sweep(policies, 3, 1, 1);
    }

    private static SweepResult sweep(List<PolicyLine> policies, long seedTo, int shard, int shards) {
        return sweep(RunHeader.ENGINE_VERSION, policies, seedTo, shard, shards);
    }

    private static SweepResult sweep(int engine, List<PolicyLine> policies, long seedTo, int shard, int shards) {
        SweepPlan plan = new SweepPlan(engine, "4.4.0", "generated", 0xABCDEFL, policies, 0, seedTo, shard, shards);
        List<WorldLine> worlds = new ArrayList<>();
        List<RunRow> rows = new ArrayList<>();
        for (int i = 0; i < plan.seedCount(); i++) {
            worlds.add(world(plan.seed(i)));
            for (int policy = 0; policy < policies.size(); policy++) {
                rows.add(row(plan.seed(i), policy, policies.get(policy).name()));
            }
        }
        return new SweepResult(plan, worlds, rows);
    }

    private static WorldLine world(long seed) {
        long[] faults = new long[FaultKind.values().length];
        faults[FaultKind.CRASH.ordinal()] = 1;
        faults[FaultKind.JOIN.ordinal()] = seed % 2;
        return new WorldLine(
                seed,
                2 + (int) (seed % 2),
                4,
                1000 + 100 * (seed % 4),
                1000,
                60_000_000 + 1_000_000 * (seed % 4),
                EnumCounts.of(FaultKind.class, faults));
    }

    private static RunRow row(long seed, int policy, String name) {
        boolean lossy = policy == 1 && seed % 2 == 1;
        boolean broken = policy == 1 && seed % 4 == 1;
        long[] violations = new long[InvariantName.values().length];
        violations[InvariantName.LOSS.ordinal()] = lossy ? 2 : 0;
        violations[InvariantName.DUP.ordinal()] = broken ? 1 : policy == 2 ? 5 : 0;
        long[] fired = new long[FaultKind.values().length];
        fired[FaultKind.CRASH.ordinal()] = 1;
        return new RunRow(
                seed,
                policy,
                Mix.combine(seed, policy),
                10_000 + seed,
                90_000_000,
                policy < BOUNDS.length ? BOUNDS[policy] : 500,
                policy < BOUNDS.length ? BOUNDS[policy] == 500 ? 1500 : BOUNDS[policy] : 500,
                EnumCounts.of(InvariantName.class, violations),
                EnumCounts.of(FaultKind.class, fired),
                situations(seed, policy),
                metrics(seed, policy, lossy),
                broken ? new FirstBroken(InvariantName.DUP, 5, "DUP orders-0@7: " + name + " did it again") : null);
    }

    /** All but the last four of those that need no transactions, the first only under one policy. */
    private static EnumCounts<Situation> situations(long seed, int policy) {
        long[] counts = new long[Situation.values().length];
        for (int i = 0; i < Situation.TRANSACTION_COMMITTED.ordinal() - 4; i++) {
            counts[i] = i == 0 && policy != 1 ? 0 : seed % (i + 1);
        }
        return EnumCounts.of(Situation.class, counts);
    }

    private static RunMetrics metrics(long seed, int policy, boolean lossy) {
        long records = 1000 + 100 * (seed % 4);
        long lost = lossy ? 40 : 0;
        long repeated = policy == 0 ? 100 + 10 * (seed % 4) : policy == 2 ? 900 : 0;
        long[] values = new long[Metric.values().length];
        values[Metric.RECORDS.ordinal()] = records;
        values[Metric.FINISHED.ordinal()] = records - lost;
        values[Metric.EFFECTS.ordinal()] = records - lost + repeated;
        values[Metric.LOST.ordinal()] = lost;
        values[Metric.REPEATED.ordinal()] = repeated;
        values[Metric.COMMITS_SYNC.ordinal()] = policy < 2 ? 20 + seed % 3 : 0;
        values[Metric.COMMITS_CLAIRVOYANT.ordinal()] = policy == 3 ? 2 : 0;
        values[Metric.COMMIT_BLOCKED_MICROS.ordinal()] = policy < 2 ? 50_000 : 0;
        values[Metric.PROCESSING_MICROS.ordinal()] = 1000 * records;
        values[Metric.DONE_AT_MICROS.ordinal()] = 1000 * records + 500_000L * policy;
        values[Metric.FAULTS_FIRED.ordinal()] = 1;
        values[Metric.FAULTS_NOT_REACHED.ordinal()] = seed % 2;
        return RunMetrics.of(
                values,
                List.of(
                        Samples.of(repeated, repeated / 2),
                        policy == 3 ? Samples.NONE : Samples.of(repeated / 4),
                        Samples.of(45_000_000, 3_000_000 + seed % 4),
                        Samples.of(46_000_000)));
    }
}
