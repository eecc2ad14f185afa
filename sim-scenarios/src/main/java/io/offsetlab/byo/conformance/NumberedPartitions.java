package io.offsetlab.byo.conformance;

import io.offsetlab.group.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The partitions of named topics, numbered by topic in the given order and then by partition. */
final class NumberedPartitions implements Topology {
    private final List<TopicPartition> names = new ArrayList<>();

    /** @param sizes partitions of each topic */
    NumberedPartitions(Map<String, Integer> sizes) {
        sizes.forEach((topic, size) -> {
            for (int partition = 0; partition < size; partition++) {
                names.add(new TopicPartition(topic, partition));
            }
        });
    }

    @Override
    public int partitionCount() {
        return names.size();
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0 && partition < names.size();
    }

    @Override
    public String topicOf(int partition) {
        return names.get(partition).topic();
    }

    @Override
    public int indexOf(int partition) {
        return names.get(partition).partition();
    }

    TopicPartition name(int partition) {
        return names.get(partition);
    }

    /** @throws IllegalArgumentException if there is no such partition */
    int number(TopicPartition name) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("the recording has no partition " + name);
        }
        return number;
    }
}
