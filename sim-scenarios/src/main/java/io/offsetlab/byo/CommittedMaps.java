package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.protocol.Offsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Between partitions by name, as an application speaks of them, and by number, as the simulation does. */
final class CommittedMaps {
    /** As Kafka orders partitions wherever it orders them. */
    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final int NO_EPOCH = -1;

    private final ToIntFunction<TopicPartition> numbers;
    private final List<TopicPartition> partitions;

    CommittedMaps(ScriptedCluster cluster) {
        this(cluster::number, cluster.partitions());
    }

    /** @param partitions by number; may grow */
    CommittedMaps(ToIntFunction<TopicPartition> numbers, List<TopicPartition> partitions) {
        this.numbers = numbers;
        this.partitions = partitions;
    }

    int number(TopicPartition partition) {
        return numbers.applyAsInt(partition);
    }

    /** The numbers of partitions, ascending, each once. */
    int[] numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().mapToInt(this::number).sorted().distinct().toArray();
    }

    TopicPartition name(int partition) {
        return partitions.get(partition);
    }

    /** Partitions in Kafka's order. */
    SortedSet<TopicPartition> names(int[] partitions) {
        SortedSet<TopicPartition> names = new TreeSet<>(BY_NAME);
        for (int partition : partitions) {
            names.add(name(partition));
        }
        return names;
    }

    Offsets numbered(Map<TopicPartition, OffsetAndMetadata> offsets) {
        int[] partitions = numbers(offsets.keySet());
        long[] values = new long[partitions.length];
        String[] metadata = new String[partitions.length];
        int[] epochs = new int[partitions.length];
        offsets.forEach((partition, offset) -> {
            int at = Arrays.binarySearch(partitions, number(partition));
            values[at] = offset.offset();
            metadata[at] = offset.metadata();
            epochs[at] = offset.leaderEpoch().orElse(NO_EPOCH);
        });
        return Offsets.of(partitions, values, metadata, epochs);
    }

    Map<TopicPartition, OffsetAndMetadata> named(Offsets offsets) {
        Map<TopicPartition, OffsetAndMetadata> named = new LinkedHashMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            named.put(name(offsets.partition(i)), named(offsets.offset(i), offsets.epoch(i), offsets.metadata(i)));
        }
        return named;
    }

    static OffsetAndMetadata named(long offset, int epoch, String metadata) {
        return new OffsetAndMetadata(offset, epoch == NO_EPOCH ? Optional.empty() : Optional.of(epoch), metadata);
    }
}
