package io.offsetlab.experiment;

import io.offsetlab.cluster.World;
import io.offsetlab.engine.Mix;
import io.offsetlab.policy.Policy;

/** Tells plans apart whose scenarios and policies have the same names but not the same content, as files can. */
final class Inputs {
    private Inputs() {}

    /** A hash of the world of the plan's first seed and of all policies; of loaded records only their number. */
    static long hash(Plan plan) {
        World world = plan.source().draw(plan.seedFrom()).toWorld(plan.seedFrom());
        long hash = text(Mix.text(world.name()), world.members());
        hash = text(hash, world.pins());
        hash = text(hash, world.processing());
        hash = text(hash, world.latency());
        hash = text(hash, world.clientConfig());
        hash = text(hash, world.groupConfig());
        hash = text(hash, world.faults());
        hash = Mix.combine(hash, world.recordBytes());
        hash = Mix.combine(hash, world.pollTimeoutMicros());
        hash = Mix.combine(hash, world.chaosMicros());
        hash = Mix.combine(hash, world.quiesceMicros());
        if (!world.fixes().isEmpty()) {
            hash = text(hash, world.fixes());
        }
        for (World.PartitionSpec partition : world.partitions()) {
            hash = text(text(hash, partition.name()), partition.arrivals());
        }
        for (Policy policy : plan.policies()) {
            hash = text(hash, policy);
        }
        return hash;
    }

    /** Records, lists, sorted maps and enums all write themselves the same way on every JVM. */
    private static long text(long hash, Object part) {
        return Mix.combine(hash, Mix.text(part.toString()));
    }
}
