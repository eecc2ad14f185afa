package io.offsetlab.report;

import io.offsetlab.experiment.EnumCounts;
import io.offsetlab.experiment.WorldLine;
import io.offsetlab.fault.FaultKind;
import java.util.List;

/**
 * The worlds that all policies ran in.
 *
 * @param worlds how many
 * @param members processes in a world
 * @param partitions partitions in a world
 * @param records records in a world
 * @param processingMicros the shortest time for a record
 * @param chaosMicros virtual time until a world heals
 * @param faults planned faults in a world
 * @param plannedIn in how many worlds a fault of each kind was planned
 */
public record Workload(
        int worlds,
        Range members,
        Range partitions,
        Range records,
        Range processingMicros,
        Range chaosMicros,
        Range faults,
        EnumCounts<FaultKind> plannedIn) {

    static Workload of(List<WorldLine> worlds) {
        long[] planned = new long[FaultKind.values().length];
        for (FaultKind kind : FaultKind.values()) {
            planned[kind.ordinal()] = worlds.stream()
                    .filter(world -> world.faults().get(kind) > 0)
                    .count();
        }
        return new Workload(
                worlds.size(),
                Range.of(worlds, WorldLine::members),
                Range.of(worlds, WorldLine::partitions),
                Range.of(worlds, WorldLine::records),
                Range.of(worlds, WorldLine::processingMicros),
                Range.of(worlds, WorldLine::chaosMicros),
                Range.of(worlds, world -> world.faults().sum()),
                EnumCounts.of(FaultKind.class, planned));
    }

    /** All of it as one phrase. */
    public String text() {
        return members.text() + " members, " + partitions.text() + " partitions, " + records.text() + " records of "
                + processingMicros.text(Numbers::duration) + " or longer, " + faults.text() + " faults, "
                + chaosMicros.text(Numbers::duration) + " of virtual time until it heals";
    }
}
