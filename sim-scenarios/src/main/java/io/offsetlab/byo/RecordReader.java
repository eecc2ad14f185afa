package io.offsetlab.byo;

import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Makes the records that a poll returns: offsets from the simulation, content from the topics, through the deserializers. */
final class RecordReader<K, V> {
    private final Home home;
    private final CommittedMaps names;
    private final Client client;
    private final Deserializer<K> keys;
    private final Deserializer<V> values;
    private final Meters meters;
    private int[] measured = new int[0];

    RecordReader(Home home, Deserializers<K, V> deserializers, Meters meters) {
        this.home = home;
        this.names = home.names();
        this.client = home.client();
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
        Map<TopicPartition, List<ConsumerRecord<K, V>>> records = home.mapForRecords();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        int runs = batch.runs();
        try {
            for (int run = 0; run < runs; run++) {
                Content content = home.content(batch.partition(run));
                List<ConsumerRecord<K, V>> list =
                        records.computeIfAbsent(content.partition(), p -> new ArrayList<>((int) batch.records()));
                read(batch, run, content, list);
            }
        } catch (RecordDeserializationException unreadable) {
            records.values().removeIf(List::isEmpty);
            if (records.isEmpty()) {
                throw unreadable;
            }
        }
        for (int partition : batch.moved()) {
            TopicPartition name = names.name(partition);
            if (records.containsKey(name) || !batch.touches(partition)) {
                next.put(name, nextOffset(partition));
            }
        }
        FetchMeters fetching = meters.fetching();
        if (fetching != null) {
            measure(records, fetching);
        }
        records.replaceAll((partition, list) -> home.handOut(list));
        return new ConsumerRecords<>(records, next);
    }

    /**
     * Reads a run to its end, or hands back what begins with a record that cannot be read. An error of the machine's, or an
     * assertion, goes through with nothing returned at all.
     */
    private void read(Batch batch, int run, Content content, List<ConsumerRecord<K, V>> list) {
        long offset = batch.from(run);
        try {
            for (; offset < batch.to(run); offset++) {
                list.add(read(content, offset));
            }
        } catch (RecordDeserializationException unreadable) {
            client.handBack(batch, run, offset);
            throw unreadable;
        } catch (Error thrown) {
            client.handBack(batch, 0, batch.from(0));
            throw thrown;
        }
    }

    private OffsetAndMetadata nextOffset(int partition) {
        long position = client.positions().position(partition);
        return new OffsetAndMetadata(position, home.content(partition).leaderEpoch(Math.max(0, position - 1)), "");
    }

    private ConsumerRecord<K, V> read(Content content, long offset) {
        TopicPartition partition = content.partition();
        byte[] keyBytes = content.key(offset);
        byte[] valueBytes = content.value(offset);
        Header[] ofRecord = content.headers(offset);
        RecordHeaders headers = ofRecord == null ? new RecordHeaders() : new RecordHeaders(ofRecord);
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
    private static <T> T read(
            Deserializer<T> deserializer, String topic, RecordHeaders headers, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        // of Kafka's own this one makes the same of an array and is called for every record of most tests
        return deserializer.getClass() == StringDeserializer.class
                ? deserializer.deserialize(topic, bytes)
                : deserializer.deserialize(topic, headers, ByteBuffer.wrap(bytes));
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
    }

    @SuppressWarnings("NullAway") // the exception takes no buffer for a null, as Kafka does
    private static RecordDeserializationException unreadable(
            DeserializationExceptionOrigin origin,
            Content content,
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
                "Error deserializing " + origin.name() + " for partition " + content.partition() + " at offset "
                        + offset + ". If needed, please seek past the record to continue consumption.",
                thrown);
    }

    private void measure(Map<TopicPartition, List<ConsumerRecord<K, V>>> records, FetchMeters fetching) {
        dropUnassigned(fetching);
        int count = 0;
        long size = 0;
        for (Map.Entry<TopicPartition, List<ConsumerRecord<K, V>>> entry : records.entrySet()) {
            List<ConsumerRecord<K, V>> list = entry.getValue();
            long sizeOfList = 0;
            for (ConsumerRecord<K, V> record : list) {
                sizeOfList += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            count += list.size();
            size += sizeOfList;
            fetching.returned(entry.getKey().topic(), list.size(), sizeOfList);
            measureLag(entry.getKey(), fetching);
        }
        fetching.returned(count, size);
    }

    /** The metric asks nobody for a log end that is not known (FetchCollector); currentLag does. */
    private void measureLag(TopicPartition partition, FetchMeters fetching) {
        int number = names.number(partition);
        long lag = client.positions().lag(number);
        if (lag >= 0) {
            fetching.stands(partition, lag, client.positions().position(number) - home.startOffset(number));
        }
    }

    @SuppressWarnings("ReferenceEquality") // a new array stands for a new assignment
    private void dropUnassigned(FetchMeters fetching) {
        int[] assigned = client.positions().assigned();
        if (assigned != measured) {
            measured = assigned;
            fetching.keepOnly(names.names(assigned));
        }
    }
}
