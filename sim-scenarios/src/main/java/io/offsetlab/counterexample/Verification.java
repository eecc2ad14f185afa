package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Whether a run is the same each time, however much of its quiet time is skipped. */
public final class Verification {
    private Verification() {}

    /** The first difference as a sentence, or null if there is none. */
    public static @Nullable String difference(Scenario scenario, Policy policy, long seed) {
        return difference(scenario, Application.of(policy), seed);
    }

    /** As above for whatever the processes carry out. */
    public static @Nullable String difference(Scenario scenario, Application application, long seed) {
        JudgedRun first = JudgedRun.of(scenario, application, seed);
        String twice = difference(first, JudgedRun.of(scenario, application, seed), "run twice");
        return twice != null
                ? twice
                : difference(
                        first,
                        JudgedRun.of(scenario, application, seed, Skipping.OFF),
                        "run with and without skipping");
    }

    /**
     * Runs again what came out differently once, until it does so again and the first differing fact can be named.
     *
     * @param times how often at most
     * @return what was seen, as a sentence
     */
    public static String hunt(Scenario scenario, Application application, long seed, int times) {
        JudgedRun first = JudgedRun.of(scenario, application, seed);
        for (int i = 0; i < times; i++) {
            String found = difference(first, JudgedRun.of(scenario, application, seed), "run again");
            if (found != null) {
                return found;
            }
        }
        return "run " + times + " times more, it came out the same each time, so that no fact can be named";
    }

    static @Nullable String difference(JudgedRun one, JudgedRun other, String how) {
        if (one.digest().equals(other.digest())) {
            return null;
        }
        String where = FirstDifference.between(one.header(), one.facts(), other.facts());
        return how + ", it differs " + (where == null ? "in its digest only" : where) + "; digests " + one.digest()
                + " and " + other.digest();
    }
}
