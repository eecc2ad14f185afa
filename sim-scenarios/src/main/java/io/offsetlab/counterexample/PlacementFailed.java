package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;

/** A run with placed faults ended with an exception, of ours or of code of somebody's own, with the world in which it shows. */
public final class PlacementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PlacementFailed(Scenario scenario, Application application, Throwable cause) {
        super(
                "a run ended with " + cause + "; run it alone with " + option(application) + " in this world:\n"
                        + ScenarioText.yaml(scenario),
                cause);
    }

    private static String option(Application application) {
        String name = application.policy().name();
        return application.tellsItsState() ? "--policy " + name : name;
    }
}
