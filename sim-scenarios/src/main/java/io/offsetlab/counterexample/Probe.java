package io.offsetlab.counterexample;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one placement came to.
 *
 * @param further what else could go wrong after it
 * @param looks the states in which the run was looked at
 * @param broken the first broken promise, or null
 * @param places how many steps the run passed before it healed
 * @param twins how many further deviations are the same as another of the same event
 */
record Probe(
        List<Deviation> further,
        List<PlaceFinder.Look> looks,
        @Nullable Violation broken,
        long places,
        long twins) {

    /**
     * Runs a placement.
     *
     * @param remaining how many faults may follow
     * @param seen states in which a run need not go on, or null to go on always
     * @throws PlacementFailed if the run ends with an exception
     */
    static Probe of(ExploredWorld world, Placement placement, int remaining, @Nullable SeenStates seen) {
        Judge judge = new Judge(world.header());
        PlaceFinder finder = new PlaceFinder(world, judge, placement, remaining, seen);
        Cluster cluster = new Cluster(world.with(placement), world.application(), finder, judge);
        finder.watch(cluster);
        try {
            cluster.run();
        } catch (RuntimeException | AssertionError e) {
            throw new PlacementFailed(world.scenario(placement), world.application(), e);
        }
        return new Probe(finder.found(), finder.looks(), judge.firstBrokenPromise(), finder.places(), finder.twins());
    }
}
