package io.offsetlab.bench;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policy;

/** Runs with all invariants watched. */
final class Watched {
    private Watched() {}

    /** @throws IllegalStateException if a promise is broken: a benchmark of a wrong run says nothing */
    static RunResult run(World world, Policy policy) {
        Judge judge = new Judge(Cluster.header(world, policy));
        RunResult result = new Cluster(world, policy, Skipping.ON, judge).run();
        if (judge.firstBrokenPromise() != null) {
            throw new IllegalStateException("seed " + world.seed() + ": " + judge.firstBrokenPromise());
        }
        return result;
    }
}
