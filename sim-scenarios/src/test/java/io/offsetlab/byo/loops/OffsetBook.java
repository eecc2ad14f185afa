package io.offsetlab.byo.loops;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is processed, and how far that is committed. */
final class OffsetBook {
    private final Map<TopicPartition, Long> begun = new HashMap<>();
    private final Map<TopicPartition, Long> processed = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    void processed(ConsumerRecord<?, ?> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        processed.put(partition, record.offset() + 1);
        begun.putIfAbsent(partition, record.offset());
        committed.computeIfPresent(partition, (p, offset) -> record.offset() + 1 < offset ? null : offset);
    }

    Map<TopicPartition, OffsetAndMetadata> uncommitted() {
        Map<TopicPartition, OffsetAndMetadata> offsets = all();
        offsets.entrySet().removeIf(entry -> entry.getValue().offset() <= committed.getOrDefault(entry.getKey(), -1L));
        return offsets;
    }

    /** As {@link #uncommitted()}, but no farther than somebody says of each partition. */
    Map<TopicPartition, OffsetAndMetadata> uncommitted(ToLongFunction<Map.Entry<TopicPartition, Long>> limit) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        processed.entrySet().forEach(entry -> {
            long offset = limit.applyAsLong(entry);
            long before =
                    Math.max(begun.getOrDefault(entry.getKey(), -1L), committed.getOrDefault(entry.getKey(), -1L));
            if (offset > before) {
                offsets.put(entry.getKey(), new OffsetAndMetadata(offset));
            }
        });
        return offsets;
    }

    Map<TopicPartition, OffsetAndMetadata> all() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        processed.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        return offsets;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    void forget(Collection<TopicPartition> partitions) {
        begun.keySet().removeAll(partitions);
        processed.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }
}
