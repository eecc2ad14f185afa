package io.offsetlab.bench;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policy;
import io.offsetlab.trace.FactSink;
import java.util.Arrays;

/** Runs with all invariants watched. */
final class Watched {
    private Watched() {}

    /** @throws IllegalStateException if a promise is broken: a benchmark of a wrong run says nothing */
    static RunResult run(World world, Policy policy, FactSink... more) {
        Judge judge = new Judge(Cluster.header(world, policy));
        FactSink[] observers = Arrays.copyOf(more, more.length + 1);
        observers[more.length] = judge;
        RunResult result = new Cluster(world, policy, Skipping.ON, observers).run();
        if (judge.firstBrokenPromise() != null) {
            throw new IllegalStateException("seed " + world.seed() + ": " + judge.firstBrokenPromise());
        }
        return result;
    }
}
