package io.offsetlab.cluster;

import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.Errors;

/** One group of a {@link ScriptedCluster}, as an administrator sees it. */
public final class ScriptedGroup {
    private final ScriptedTopology topology;
    private final GroupCoordinator coordinator;

    ScriptedGroup(ScriptedTopology topology, GroupCoordinator coordinator) {
        this.topology = topology;
        this.coordinator = coordinator;
    }

    GroupCoordinator coordinator() {
        return coordinator;
    }

    /** What the group has stored, with metadata and leader epochs. */
    public Offsets committed() {
        int[] partitions = IntStream.range(0, topology.partitionCount())
                .filter(partition -> coordinator.committed(partition) >= 0)
                .toArray();
        long[] offsets = new long[partitions.length];
        String[] metadata = new String[partitions.length];
        int[] epochs = new int[partitions.length];
        for (int i = 0; i < partitions.length; i++) {
            Answer.Stored stored = Objects.requireNonNull(coordinator.stored(partitions[i]));
            offsets[i] = stored.offset();
            metadata[i] = stored.metadata();
            epochs[i] = stored.leaderEpoch();
        }
        return Offsets.of(partitions, offsets, metadata, epochs);
    }

    /** As Admin.alterConsumerGroupOffsets. */
    public Errors alterOffsets(Offsets offsets) {
        return coordinator.alterOffsets(offsets);
    }

    /** As Admin.deleteConsumerGroupOffsets. */
    public Errors deleteOffsets(int[] deleted) {
        return coordinator.deleteOffsets(deleted);
    }

    /** As Admin.deleteConsumerGroups. */
    public Errors deleteGroup() {
        return coordinator.deleteGroup();
    }

    /** How many members the group has. */
    public int memberCount() {
        return coordinator.memberCount();
    }
}
