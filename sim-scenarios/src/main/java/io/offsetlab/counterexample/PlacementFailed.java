package io.offsetlab.counterexample;

import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;

/** A run with placed faults ended with an exception: a fault of ours, with the world in which it shows. */
public final class PlacementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlacementFailed(Scenario scenario, Policy policy, Throwable cause) {
        super(
                "a run ended with " + cause + "; run it alone with --policy " + policy.name() + " in this world:\n"
                        + ScenarioText.yaml(scenario),
                cause);
    }
}
