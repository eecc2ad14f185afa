package io.offsetlab.cli;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Nondeterminism;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.policy.Policy;

/** Runs plans; a run that came out differently the second time is looked into before that is reported. */
final class Sweeps {
    private static final int TIMES = 20;

    private Sweeps() {}

    static SweepResult run(Plan plan, ProgressListener listener) {
        try {
            return Experiment.run(plan, listener);
        } catch (Nondeterminism e) {
            throw explained(plan, e);
        }
    }

    /** With the first fact that differs, if the difference shows again. */
    static Nondeterminism explained(Plan plan, Nondeterminism found) {
        for (Policy policy : plan.policies()) {
            if (policy.name().equals(found.policy())) {
                return found.explained(Verification.hunt(
                        plan.source().draw(found.seed()), Application.of(policy), found.seed(), TIMES));
            }
        }
        return found;
    }
}
