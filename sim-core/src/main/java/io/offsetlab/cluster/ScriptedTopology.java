package io.offsetlab.cluster;

import io.offsetlab.group.Topology;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Partitions that come into being and go. Each that is ever spoken of has a number, by the order in which that happened. */
final class ScriptedTopology implements Topology {
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Integer> numbers = new HashMap<>();
    private final BitSet created = new BitSet();

    /** @param partitions those that have a number from the beginning; the list grows */
    ScriptedTopology(List<TopicPartition> partitions) {
        this.partitions = partitions;
        for (int number = 0; number < partitions.size(); number++) {
            numbers.put(partitions.get(number), number);
        }
    }

    /** The number of a partition, or -1 if nobody spoke of it yet. */
    int find(TopicPartition partition) {
        return numbers.getOrDefault(partition, -1);
    }

    /** Gives a partition the next number. */
    int add(TopicPartition partition) {
        int number = partitions.size();
        partitions.add(partition);
        numbers.put(partition, number);
        return number;
    }

    void create(int partition) {
        created.set(partition);
    }

    void delete(int partition) {
        created.clear(partition);
    }

    @Override
    public int partitionCount() {
        return partitions.size();
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0 && created.get(partition);
    }

    @Override
    public String topicOf(int partition) {
        return partitions.get(partition).topic();
    }

    @Override
    public int indexOf(int partition) {
        return partitions.get(partition).partition();
    }
}
