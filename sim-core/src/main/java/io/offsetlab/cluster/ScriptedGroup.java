package io.offsetlab.cluster;

import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.protocol.Offsets;
import org.apache.kafka.common.protocol.Errors;

/** One group of a {@link ScriptedCluster}, as an administrator sees it. */
public final class ScriptedGroup {
    private final ScriptedTopology topology;
    private final GroupCoordinator coordinator;
    private final ScriptedMetadata metadata;

    ScriptedGroup(ScriptedTopology topology, GroupCoordinator coordinator, ScriptedMetadata metadata) {
        this.topology = topology;
        this.coordinator = coordinator;
        this.metadata = metadata;
    }

    GroupCoordinator coordinator() {
        return coordinator;
    }

    ScriptedMetadata metadata() {
        return metadata;
    }

    /** What the group has stored, with metadata. */
    public Offsets committed() {
        return metadata.committed(topology.partitionCount(), coordinator);
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
