package io.offsetlab.cli;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Continuations;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Remedies;
import io.offsetlab.fault.Fault;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out about a failure by running it otherwise, with progress on a terminal. */
final class Explaining {
    private Explaining() {}

    /** Which changes make it pass. */
    static PassesIf passesIf(Scenario scenario, Policy policy, long seed, Terminal terminal) {
        try (Progress progress = new Progress(terminal, "looking for what makes it pass")) {
            progress.progress(0, 1);
            return Remedies.of(scenario, policy, seed);
        }
    }

    /**
     * When the failure of a drawn world became inevitable.
     *
     * @param run the run of the world that the source draws for the seed
     * @return null if the source's worlds are not drawn, or this one broke no promise
     */
    static @Nullable Inevitability inevitability(
            ScenarioSource source, Policy policy, long seed, JudgedRun run, Terminal terminal) {
        List<Fault> drawn = source.faults(seed, seed);
        if (drawn == null || run.broken() == null) {
            return null;
        }
        try (Progress progress = new Progress(terminal, "looking when it became inevitable")) {
            progress.progress(0, 1);
            return Continuations.of(
                    source.draw(seed),
                    Application.of(policy),
                    seed,
                    run,
                    other -> Objects.requireNonNull(source.faults(seed, other)));
        }
    }
}
