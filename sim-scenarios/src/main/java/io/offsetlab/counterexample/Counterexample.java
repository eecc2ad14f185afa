package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.invariant.Violation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.trace.RunHeader;
import java.util.function.IntConsumer;

/**
 * A world in which a policy breaks its promise, as small as could be found.
 *
 * @param scenario the world
 * @param run what happened in it
 * @param violation the first broken promise
 * @param tried how many smaller worlds were tried
 * @param complete whether none was left; otherwise the budget ran out before the minimum
 */
public record Counterexample(
        Scenario scenario, Policy policy, long seed, JudgedRun run, Violation violation, int tried, boolean complete) {

    /**
     * Shrinks a world in which the policy breaks a promise; the smaller world breaks the same one.
     *
     * @param budget how many smaller worlds may be tried
     * @throws IllegalArgumentException if no promise is broken
     */
    public static Counterexample of(Scenario scenario, Policy policy, long seed, int budget) {
        return of(scenario, policy, seed, budget, tried -> {});
    }

    /** As {@link #of(Scenario, Policy, long, int)}, and tells after each smaller world how many were tried. */
    public static Counterexample of(Scenario scenario, Policy policy, long seed, int budget, IntConsumer progress) {
        return of(scenario, Suspect.Code.ofPolicies(policy), seed, budget, progress);
    }

    /** As above for something else than a policy's loop; of that only name, promise and config are kept. */
    public static Counterexample of(Scenario scenario, Application application, long seed, int budget) {
        return of(scenario, application, seed, budget, tried -> {});
    }

    /** As {@link #of(Scenario, Application, long, int)}, and tells after each smaller world how many were tried. */
    public static Counterexample of(
            Scenario scenario, Application application, long seed, int budget, IntConsumer progress) {
        return of(scenario, Suspect.Code.own(application), seed, budget, progress);
    }

    private static Counterexample of(
            Scenario scenario, Suspect.Code code, long seed, int budget, IntConsumer progress) {
        Violation first = JudgedRun.brokenBy(scenario, code.application(), seed);
        if (first == null) {
            throw new IllegalArgumentException("policy " + code.policy().name() + " keeps its promise in "
                    + scenario.name() + " with seed " + seed);
        }
        InvariantName invariant = first.invariant();
        Shrunk<Suspect> shrunk = new Shrinker<>(Suspect::simpler, candidate -> candidate.breaks(seed), budget, progress)
                .shrink(new Suspect(scenario, code, invariant));
        Suspect smallest = shrunk.smallest();
        JudgedRun run = JudgedRun.of(smallest.scenario(), smallest.code().application(), seed);
        Violation violation = run.broken();
        if (violation == null) {
            throw new IllegalStateException("a run that broke " + invariant + " no longer does");
        }
        return new Counterexample(
                smallest.scenario(), smallest.code().policy(), seed, run, violation, shrunk.tried(), shrunk.complete());
    }

    /** What replays exactly this run. */
    public ScenarioToken token() {
        return new ScenarioToken(scenario, policy, seed, RunHeader.ENGINE_VERSION, run.digest());
    }

    /** How far shrinking went, as a sentence. */
    public String shrinking() {
        String so = complete ? "none of them is left that still breaks it" : "the budget ran out before the minimum";
        return tried + (tried == 1 ? " smaller world was" : " smaller worlds were") + " tried, " + so + ".";
    }
}
