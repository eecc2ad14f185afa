package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.protocol.Offsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Between partitions by name, as an application speaks of them, and by number, as the simulation does. */
final class CommittedMaps {
    /** As Kafka orders partitions wherever it orders them. */
    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final ScriptedCluster cluster;

    CommittedMaps(ScriptedCluster cluster) {
        this.cluster = cluster;
    }

    int number(TopicPartition partition) {
        return cluster.number(partition);
    }

    /** The numbers of partitions, ascending, each once. */
    int[] numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().mapToInt(this::number).sorted().distinct().toArray();
    }

    TopicPartition name(int partition) {
        return cluster.partitions().get(partition);
    }

    /** Partitions in Kafka's order. */
    TreeSet<TopicPartition> names(int[] partitions) {
        TreeSet<TopicPartition> names = new TreeSet<>(BY_NAME);
        for (int partition : partitions) {
            names.add(name(partition));
        }
        return names;
    }

    Offsets numbered(Map<TopicPartition, OffsetAndMetadata> offsets) {
        int[] partitions = numbers(offsets.keySet());
        long[] values = new long[partitions.length];
        String[] metadata = new String[partitions.length];
        offsets.forEach((partition, offset) -> {
            int at = Arrays.binarySearch(partitions, number(partition));
            values[at] = offset.offset();
            metadata[at] = offset.metadata();
        });
        return Offsets.of(partitions, values, metadata);
    }

    Map<TopicPartition, OffsetAndMetadata> named(Offsets offsets) {
        Map<TopicPartition, OffsetAndMetadata> named = new LinkedHashMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            named.put(name(offsets.partition(i)), new OffsetAndMetadata(offsets.offset(i), offsets.metadata(i)));
        }
        return named;
    }
}
