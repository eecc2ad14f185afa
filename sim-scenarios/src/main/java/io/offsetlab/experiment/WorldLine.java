package io.offsetlab.experiment;

import io.offsetlab.cluster.World;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;

/**
 * The size of one world, the same for every policy.
 *
 * @param seed what it was drawn from
 * @param members processes, those included that a fault starts
 * @param partitions partitions
 * @param records records of all partitions
 * @param processingMicros the shortest time that a record takes
 * @param chaosMicros the virtual time until it heals
 * @param faults planned faults by kind
 */
public record WorldLine(
        long seed,
        int members,
        int partitions,
        long records,
        long processingMicros,
        long chaosMicros,
        EnumCounts<FaultKind> faults) {

    static WorldLine of(World world) {
        long records = 0;
        for (World.PartitionSpec partition : world.partitions()) {
            records += partition.arrivals().total();
        }
        long[] faults = new long[FaultKind.values().length];
        for (Fault fault : world.faults()) {
            faults[fault.kind().ordinal()]++;
        }
        return new WorldLine(
                world.seed(),
                world.members().size(),
                world.partitions().size(),
                records,
                world.processing().baseMicros(),
                world.chaosMicros(),
                EnumCounts.of(FaultKind.class, faults));
    }
}
