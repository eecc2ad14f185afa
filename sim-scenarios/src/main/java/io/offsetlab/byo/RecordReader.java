package io.offsetlab.byo;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Positions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.Deserializers;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Makes the records that a poll returns: offsets from the simulation, content from the topics, through the deserializers. */
final class RecordReader<K, V> {
    private final Topics topics;
    private final Client client;
    private final Deserializer<K> keys;
    private final Deserializer<V> values;
    private final FetchMeters meters;
    private int[] measured = new int[0];

    RecordReader(Topics topics, Client client, Deserializers<K, V> deserializers, FetchMeters meters) {
        this.topics = topics;
        this.client = client;
        this.keys = deserializers.keyDeserializer();
        this.values = deserializers.valueDeserializer();
        this.meters = meters;
    }

    /**
     * Reads what a poll brought. Records before one that cannot be read are returned without it and those behind it; they, and the
     * position, stay where they are for the next poll (CompletedFetch.fetchRecords, FetchCollector.collectFetch).
     *
     * @throws RecordDeserializationException if the very first record cannot be read
     */
    ConsumerRecords<K, V> read(Batch batch) {
        // Kafka collects in a hash map, whose order is what an application sees
        Map<TopicPartition, List<ConsumerRecord<K, V>>> records = new HashMap<>();
        int count = 0;
        long size = 0;
        for (int run = 0; run < batch.runs(); run++) {
            PartitionContent content = topics.numbered(batch.partition(run));
            List<ConsumerRecord<K, V>> list = records.computeIfAbsent(content.partition(), p -> new ArrayList<>());
            long sizeOfRun = 0;
            for (long offset = batch.from(run); offset < batch.to(run); offset++) {
                ConsumerRecord<K, V> record;
                try {
                    record = read(content, offset);
                } catch (RecordDeserializationException unreadable) {
                    client.putBack(batch, run, offset);
                    if (count == 0) {
                        throw unreadable;
                    }
                    if (list.isEmpty()) {
                        records.remove(content.partition());
                    }
                    measure(records, count, size);
                    return new ConsumerRecords<>(records, nextOffsets(records));
                }
                list.add(record);
                count++;
                sizeOfRun += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            size += sizeOfRun;
        }
        measure(records, count, size);
        return new ConsumerRecords<>(records, nextOffsets(records));
    }

    private ConsumerRecord<K, V> read(PartitionContent content, long offset) {
        TopicPartition partition = content.partition();
        byte[] keyBytes = content.key(offset);
        byte[] valueBytes = content.value(offset);
        Header[] ofRecord = content.headers(offset);
        RecordHeaders headers = new RecordHeaders(ofRecord == null ? Topics.NO_HEADERS : ofRecord);
        K key;
        try {
            key = read(keys, partition.topic(), headers, keyBytes);
        } catch (RuntimeException thrown) {
            throw unreadable(DeserializationExceptionOrigin.KEY, content, offset, headers, thrown);
        }
        V value;
        try {
            value = read(values, partition.topic(), headers, valueBytes);
        } catch (RuntimeException thrown) {
            throw unreadable(DeserializationExceptionOrigin.VALUE, content, offset, headers, thrown);
        }
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                content.timestamp(offset),
                TimestampType.CREATE_TIME,
                size(keyBytes),
                size(valueBytes),
                key,
                value,
                headers,
                content.leaderEpoch(offset));
    }

    @SuppressWarnings("NullAway") // Kafka hands on a null, whatever the type says
    private static <T> T read(Deserializer<T> deserializer, String topic, RecordHeaders headers, byte @Nullable [] bytes) {
        return bytes == null ? null : deserializer.deserialize(topic, headers, ByteBuffer.wrap(bytes));
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    @SuppressWarnings("NullAway") // the exception takes no buffer for a null, as Kafka does
    private static RecordDeserializationException unreadable(
            DeserializationExceptionOrigin origin,
            PartitionContent content,
            long offset,
            RecordHeaders headers,
            RuntimeException thrown) {
        byte[] key = content.key(offset);
        byte[] value = content.value(offset);
        return new RecordDeserializationException(
                origin,
                content.partition(),
                offset,
                content.timestamp(offset),
                TimestampType.CREATE_TIME,
                key == null ? null : ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value),
                headers,
                "Error deserializing " + origin.name() + " for partition " + content.partition() + " at offset " + offset
                        + ". If needed, please seek past the record to continue consumption.",
                thrown);
    }

    private Map<TopicPartition, OffsetAndMetadata> nextOffsets(
            Map<TopicPartition, List<ConsumerRecord<K, V>>> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        records.forEach((partition, list) -> {
            PartitionContent content = topics.partition(partition.topic(), partition.partition());
            long position = client.positions().position(content.number());
            next.put(
                    partition,
                    new OffsetAndMetadata(position, content.leaderEpoch(list.get(list.size() - 1).offset()), ""));
        });
        return next;
    }

    private void measure(Map<TopicPartition, List<ConsumerRecord<K, V>>> records, int count, long size) {
        dropUnassigned();
        meters.returned(count, size);
        records.forEach((partition, list) -> {
            PartitionContent content = topics.partition(partition.topic(), partition.partition());
            meters.returned(partition.topic(), list.size(), records.size() == 1 ? size : 0);
            long lag = client.lag(content.number());
            if (lag >= 0) {
                meters.stands(partition, lag, client.positions().position(content.number()));
            }
        });
    }

    private void dropUnassigned() {
        Positions positions = client.positions();
        int[] assigned = positions.assigned();
        if (assigned != measured) {
            measured = assigned;
            List<TopicPartition> names = new ArrayList<>();
            for (int partition : assigned) {
                names.add(topics.numbered(partition).partition());
            }
            meters.keepOnly(names);
        }
    }
}
