package io.offsetlab.cluster;

import io.offsetlab.group.Topology;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Partitions that come into being one after another. */
final class ScriptedTopology implements Topology {
    private final List<TopicPartition> partitions;
    private final boolean[] created;

    ScriptedTopology(List<TopicPartition> partitions) {
        this.partitions = partitions;
        this.created = new boolean[partitions.size()];
    }

    void create(int partition) {
        created[partition] = true;
    }

    @Override
    public int partitionCount() {
        return created.length;
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0 && partition < created.length && created[partition];
    }

    @Override
    public String topicOf(int partition) {
        return partitions.get(partition).topic();
    }
}
