package io.offsetlab.byo.conformance;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The records that one consumer was given: which ones, which of them it has processed, which still wait. */
final class Inbox {
    private final ArrayDeque<ConsumerRecord<String, String>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, Runs> delivered = Runs.byPartition();
    private final Map<TopicPartition, Runs> processed = Runs.byPartition();
    private final Map<TopicPartition, OffsetAndMetadata> behindProcessed = new TreeMap<>(Runs.BY_NAME);

    void add(ConsumerRecords<String, String> records) {
        for (ConsumerRecord<String, String> record : records) {
            waiting.add(record);
            Runs.add(delivered, partitionOf(record), record.offset());
        }
    }

    static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /**
     * Processes so many of the waiting records, in the order of delivery; returns which.
     *
     * @param store takes the offset behind each, in the same instant
     */
    Map<TopicPartition, Runs> process(long records, Map<TopicPartition, Long> store) {
        Map<TopicPartition, Runs> done = Runs.byPartition();
        for (long left = records; left > 0 && !waiting.isEmpty(); left--) {
            ConsumerRecord<String, String> record = waiting.remove();
            TopicPartition partition = partitionOf(record);
            Runs.add(done, partition, record.offset());
            Runs.add(processed, partition, record.offset());
            behindProcessed.put(partition, new OffsetAndMetadata(record.offset() + 1));
            store.put(partition, record.offset() + 1);
        }
        return done;
    }

    /** Forgets what waits of these partitions. */
    void drop(Collection<TopicPartition> partitions) {
        waiting.removeIf(record -> partitions.contains(partitionOf(record)));
    }

    /** The offsets behind the last processed records. */
    Map<TopicPartition, OffsetAndMetadata> behindProcessed() {
        Map<TopicPartition, OffsetAndMetadata> copy = new TreeMap<>(Runs.BY_NAME);
        copy.putAll(behindProcessed);
        return copy;
    }

    Map<TopicPartition, Runs> delivered() {
        return delivered;
    }

    Map<TopicPartition, Runs> processed() {
        return processed;
    }
}
