package io.offsetlab.experiment;

import io.offsetlab.cluster.World;
import io.offsetlab.policy.Policy;

/** Runs one policy in one world. Called by many threads at once. */
@FunctionalInterface
interface Runner {
    /** @param place the policy's place in the plan */
    RunRow run(World world, Policy policy, int place);
}
