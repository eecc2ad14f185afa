package io.offsetlab.byo;

import io.offsetlab.producer.GroupIdentity;
import io.offsetlab.producer.ProducerCall;
import io.offsetlab.protocol.Request.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's transactional producer over the simulation, as far as consume, transform, produce needs it: the same checks, the same
 * exceptions. Whatever waits does so in virtual time, on the thread of the caller; callbacks run in later calls of the producer.
 */
final class SimulatedProducer<K, V> implements Producer<K, V> {
    private static final Node BROKER = new Node(0, "localhost", 9092);

    private final ProducerHome home;
    private final Serializer<K> keys;
    private final Serializer<V> values;
    private final Sends sends;
    private boolean closed;
    private boolean killed;

    SimulatedProducer(ProducerHome home, Serializer<K> keys, Serializer<V> values, Sends sends) {
        this.home = home;
        this.keys = keys;
        this.values = values;
        this.sends = sends;
    }

    ProducerHome home() {
        return home;
    }

    /** The process of this producer is gone. */
    void killed() {
        killed = true;
    }

    private <T> T inside(Supplier<T> work) {
        home.enter();
        try {
            if (closed || killed) {
                throw new IllegalStateException(
                        closed
                                ? "Cannot perform operation after producer has been closed"
                                : "The process of this producer was killed.");
            }
            T result = work.get();
            sends.tell();
            return result;
        } finally {
            home.leave();
        }
    }

    /** Starts a call and waits for it; throws what it threw. */
    private void await(Supplier<ProducerCall> start) {
        RuntimeException thrown = inside(() -> {
                    ProducerCall call = start.get();
                    home.await(call::isDone);
                    home.producer().finish(call);
                    return Optional.ofNullable(call.exception());
                })
                .orElse(null);
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void initTransactions() {
        await(() -> home.producer().initTransactions());
    }

    @Override
    public void beginTransaction() {
        inside(() -> {
            home.producer().beginTransaction();
            return true;
        });
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record) {
        return send(record, null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
        return inside(() -> {
            byte[] key = keys.serialize(record.topic(), record.headers(), record.key());
            byte[] value = values.serialize(record.topic(), record.headers(), record.value());
            int partitions = home.partitionsOf(record.topic());
            Integer wanted = record.partition();
            if (partitions == 0 || (wanted != null && wanted >= partitions)) {
                throw new TimeoutException("Topic " + record.topic() + (partitions == 0 ? "" : " partition " + wanted)
                        + " not present in metadata: it has " + partitions + " partitions");
            }
            Long timestamp = record.timestamp();
            RecordContent content = new RecordContent(
                    timestamp == null ? home.nowMillis() : timestamp,
                    key,
                    value,
                    record.headers().toArray());
            TopicPartition partition =
                    new TopicPartition(record.topic(), wanted == null ? partition(key, partitions) : wanted);
            SentRecord sent = new SentRecord(home, partition, content, callback);
            home.producer().send(home.output(partition), new Output(-1, -1, sent));
            return sent;
        });
    }

    /** By the hash of the key, as Kafka's; a record without a key, for which Kafka leaves it open, goes to the first. */
    private static int partition(byte @Nullable [] key, int partitions) {
        return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    @Override
    public void flush() {
        await(() -> home.producer().flush());
    }

    @Override
    @SuppressWarnings("removal") // the class becomes an interface in Kafka 5; its getters stay
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
        if (groupMetadata == null) {
            throw new IllegalArgumentException("Consumer group metadata could not be null");
        }
        if (groupMetadata.generationId() > 0 && groupMetadata.memberId().isEmpty()) {
            throw new IllegalArgumentException(
                    "Passed in group metadata " + groupMetadata + " has generationId > 0 but the member.id is unknown");
        }
        await(() -> home.producer()
                .sendOffsets(
                        home.names().numbered(offsets),
                        new GroupIdentity(
                                groupMetadata.groupId(),
                                groupMetadata.memberId(),
                                groupMetadata.groupInstanceId().orElse(null),
                                groupMetadata.generationId())));
    }

    @Override
    public void commitTransaction() {
        await(() -> home.producer().commitTransaction());
    }

    @Override
    public void abortTransaction() {
        await(() -> home.producer().abortTransaction());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return inside(() -> {
            List<PartitionInfo> partitions = new ArrayList<>();
            for (int partition = 0; partition < home.partitionsOf(topic); partition++) {
                Node[] nodes = {BROKER};
                partitions.add(new PartitionInfo(topic, partition, BROKER, nodes, nodes));
            }
            return partitions;
        });
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        throw new UnsupportedOperationException("metrics of a producer are not simulated");
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        throw new UnsupportedOperationException("metrics are registered for telemetry, which is not simulated");
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        throw new UnsupportedOperationException("metrics are registered for telemetry, which is not simulated");
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        throw new UnsupportedOperationException("clientInstanceId is given by telemetry, which is not simulated");
    }

    @Override
    public void close() {
        close(Duration.ofMillis(Long.MAX_VALUE));
    }

    /** A transaction that is open is aborted, as Kafka's sender does before it ends; how that ends, nobody is told. */
    @Override
    public void close(Duration timeout) {
        if (timeout.toMillis() < 0) {
            throw new IllegalArgumentException("The timeout cannot be negative.");
        }
        if (closed) {
            return;
        }
        try {
            if (!killed && timeout.toMillis() > 0 && home.producer().isInTransaction()) {
                abortTransaction();
            }
        } catch (KafkaException nobodyIsTold) {
            // the coordinator aborts the transaction when transaction.timeout.ms is over
        } finally {
            closed = true;
            home.producer().close();
            home.closed();
        }
    }
}
