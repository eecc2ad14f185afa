package io.offsetlab.testkit;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Programs;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Remedies;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;

/**
 * A policy, or a loop of somebody's own: it can be run in any world, so that a failure looks for the smallest.
 *
 * @param isPolicy whether a token says all of it; the command line knows no code
 */
record ApplicationSubject(Application application, boolean isPolicy) implements Subject {

    @Override
    public OutcomeBroken broken(Scenario world, long seed, JudgedRun run, Promise promise, int budget) {
        Promising asserted = new Promising(application, promise);
        Counterexample found = Counterexample.of(world, asserted, seed, budget);
        return new OutcomeBroken(() -> text(found, asserted, shrinking(found, budget)), found.run(), found.violation());
    }

    /** How far shrinking went. */
    static String shrinking(Counterexample found, int budget) {
        return FailureText.shrinking(found.tried(), found.complete(), budget);
    }

    /**
     * The bug report.
     *
     * @param asserted what was run, with the promise that it broke
     * @param shrinking how it was found and made smaller
     */
    String text(Counterexample found, Application asserted, String shrinking) {
        PassesIf passesIf = isPolicy
                ? Remedies.of(found.scenario(), asserted.policy(), found.seed())
                : Remedies.of(found.scenario(), asserted, found.seed());
        return FailureText.of(found.run(), passesIf, replayLine(found), shrinking);
    }

    private String replayLine(Counterexample found) {
        String token = found.token().text();
        return isPolicy ? "offsetlab replay " + token : "Outcome.replay(\"" + token + "\", loop)";
    }

    /** The same with the promise that was asserted. */
    private record Promising(Application application, Promise promise) implements Application {
        @Override
        public Policy policy() {
            Policy own = application.policy();
            return new Policy(own.name(), own.description(), own.config(), own.answers(), promise, own.clairvoyant());
        }

        @Override
        public Programs begin() {
            return application.begin();
        }

        @Override
        public boolean tellsItsState() {
            return application.tellsItsState();
        }
    }
}
