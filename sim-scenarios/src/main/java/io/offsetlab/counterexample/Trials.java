package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.Turn;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs something otherwise than it was, just to see whether it still fails, until so much was run that it has to be enough. */
final class Trials {
    private final long mostEvents;
    private long events;

    /** @param mostEvents after so many events of all runs together no further one should begin */
    Trials(long mostEvents) {
        this.mostEvents = mostEvents;
    }

    /** Whether a further run should begin. */
    boolean mayGoOn() {
        return events < mostEvents;
    }

    /** How many events all runs so far took together. */
    long events() {
        return events;
    }

    /** Whether every promise is kept. A run that ends with an exception does not pass. */
    boolean passes(Scenario scenario, Application application, long seed) {
        try {
            return broken(scenario.toWorld(seed), application, null) == null;
        } catch (RuntimeException | AssertionError e) {
            return false;
        }
    }

    /** The first broken promise of a run that turns at a moment, or null. */
    @Nullable
    Violation broken(World world, Application application, @Nullable Turn turn) {
        Judge judge = new Judge(RunSettings.header(world, application.policy()));
        Cluster cluster = turn == null
                ? new Cluster(world, application, Skipping.ON, judge)
                : new Cluster(world, application, turn, judge);
        RunResult result = cluster.run();
        events += result.events();
        return judge.firstBrokenPromise();
    }
}
