package io.offsetlab.counterexample;

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
        Violation first = JudgedRun.brokenBy(scenario, policy, seed);
        if (first == null) {
            throw new IllegalArgumentException(
                    "policy " + policy.name() + " keeps its promise in " + scenario.name() + " with seed " + seed);
        }
        InvariantName invariant = first.invariant();
        Shrunk<Suspect> shrunk = new Shrinker<>(
                        Suspect::simpler, candidate -> breaks(candidate, seed), budget, progress)
                .shrink(new Suspect(scenario, policy, invariant));
        Suspect smallest = shrunk.smallest();
        JudgedRun run = JudgedRun.of(smallest.scenario(), smallest.policy(), seed);
        Violation violation = run.broken();
        if (violation == null) {
            throw new IllegalStateException("a run that broke " + invariant + " no longer does");
        }
        return new Counterexample(
                smallest.scenario(), smallest.policy(), seed, run, violation, shrunk.tried(), shrunk.complete());
    }

    /** Whether a candidate breaks the promise that it is suspected of. */
    static boolean breaks(Suspect candidate, long seed) {
        try {
            Violation broken = JudgedRun.brokenBy(candidate.scenario(), candidate.policy(), seed);
            return broken != null && broken.invariant() == candidate.broken();
        } catch (RuntimeException | AssertionError e) {
            // a run that ends with an exception is another failure than the one that is being made smaller
            return false;
        }
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
