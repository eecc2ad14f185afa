package io.offsetlab.byo;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.KafkaMetric;

/** The methods of a consumer that are another one with a default, and those that are refused whatever the consumer. */
abstract class ConsumerOverloads<K, V> implements Consumer<K, V> {
    /** How long close() waits at most. */
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    /** default.api.timeout.ms. */
    abstract Duration apiTimeout();

    @Override
    public void commitSync() {
        commitSync(apiTimeout());
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        commitSync(offsets, apiTimeout());
    }

    @Override
    public void commitAsync() {
        commitAsync(null);
    }

    @Override
    public long position(TopicPartition partition) {
        return position(partition, apiTimeout());
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return committed(partitions, apiTimeout());
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return beginningOffsets(partitions, apiTimeout());
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return endOffsets(partitions, apiTimeout());
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> timestamps) {
        return offsetsForTimes(timestamps, apiTimeout());
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return partitionsFor(topic, apiTimeout());
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics() {
        return listTopics(apiTimeout());
    }

    @Override
    public void enforceRebalance() {
        enforceRebalance(null);
    }

    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    @Override
    @SuppressWarnings("deprecation") // part of the interface
    public void close(Duration timeout) {
        close(CloseOptions.timeout(timeout));
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        throw noTelemetry();
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        throw noTelemetry();
    }

    private static UnsupportedOperationException noTelemetry() {
        return new UnsupportedOperationException("metrics cannot be registered for telemetry, which is not simulated");
    }
}
