package io.offsetlab.byo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.internals.FetchMetricsManager;
import org.apache.kafka.clients.consumer.internals.FetchMetricsRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.common.metrics.stats.Min;
import org.apache.kafka.common.metrics.stats.Value;

/**
 * What Kafka's consumer measures of fetching, in the sensors that Kafka's own FetchMetricsManager makes, and beside them one for
 * each topic and partition that it makes in the same way.
 */
final class FetchMeters {
    private final Metrics metrics;
    private final FetchMetricsRegistry names;
    private final Sensor latency;
    private final Sensor records;
    private final Sensor bytes;
    private final Sensor lag;
    private final Sensor lead;
    private final Map<String, Sensor[]> ofTopics = new TreeMap<>();
    private final Map<TopicPartition, Sensor[]> ofPartitions = new TreeMap<>(CommittedMaps.BY_NAME);

    FetchMeters(Metrics metrics, FetchMetricsRegistry names) {
        this.metrics = metrics;
        this.names = names;
        new FetchMetricsManager(metrics, names);
        latency = metrics.getSensor("fetch-latency");
        records = metrics.getSensor("records-fetched");
        bytes = metrics.getSensor("bytes-fetched");
        lag = metrics.getSensor("records-lag");
        lead = metrics.getSensor("records-lead");
    }

    void fetched(long millis) {
        latency.record((double) millis);
    }

    /** A poll handed out records. */
    void returned(int count, long size) {
        records.record(count);
        bytes.record((double) size);
    }

    /** A poll handed out records of a topic. */
    void returned(String topic, int count, long size) {
        Sensor[] sensors = ofTopics.computeIfAbsent(topic, this::topicSensors);
        sensors[0].record(count);
        sensors[1].record((double) size);
    }

    private Sensor[] topicSensors(String topic) {
        Map<String, String> tags = tags("topic", topic);
        Sensor counted = metrics.sensor("topic." + topic + ".records-fetched");
        counted.add(metrics.metricInstance(names.topicRecordsPerRequestAvg, tags), new Avg());
        counted.add(new Meter(
                metrics.metricInstance(names.topicRecordsConsumedRate, tags),
                metrics.metricInstance(names.topicRecordsConsumedTotal, tags)));
        Sensor sized = metrics.sensor("topic." + topic + ".bytes-fetched");
        sized.add(metrics.metricInstance(names.topicFetchSizeAvg, tags), new Avg());
        sized.add(metrics.metricInstance(names.topicFetchSizeMax, tags), new Max());
        sized.add(new Meter(
                metrics.metricInstance(names.topicBytesConsumedRate, tags),
                metrics.metricInstance(names.topicBytesConsumedTotal, tags)));
        return new Sensor[] {counted, sized};
    }

    /** How far a position stands from the ends of its log. */
    void stands(TopicPartition partition, long behindEnd, long beyondStart) {
        lag.record((double) behindEnd);
        lead.record((double) beyondStart);
        Sensor[] sensors = ofPartitions.computeIfAbsent(partition, this::partitionSensors);
        sensors[0].record((double) behindEnd);
        sensors[1].record((double) beyondStart);
    }

    private Sensor[] partitionSensors(TopicPartition partition) {
        Map<String, String> tags = tags("topic", partition.topic());
        tags.put("partition", String.valueOf(partition.partition()));
        Sensor behind = metrics.sensor(partition + ".records-lag");
        behind.add(metrics.metricInstance(names.partitionRecordsLag, tags), new Value());
        behind.add(metrics.metricInstance(names.partitionRecordsLagMax, tags), new Max());
        behind.add(metrics.metricInstance(names.partitionRecordsLagAvg, tags), new Avg());
        Sensor beyond = metrics.sensor(partition + ".records-lead");
        beyond.add(metrics.metricInstance(names.partitionRecordsLead, tags), new Value());
        beyond.add(metrics.metricInstance(names.partitionRecordsLeadMin, tags), new Min());
        beyond.add(metrics.metricInstance(names.partitionRecordsLeadAvg, tags), new Avg());
        return new Sensor[] {behind, beyond};
    }

    private static Map<String, String> tags(String key, String value) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(key, value);
        return tags;
    }

    /** What is measured of partitions that are not assigned any more ends. */
    void keepOnly(Collection<TopicPartition> assigned) {
        ofPartitions.entrySet().removeIf(entry -> {
            if (assigned.contains(entry.getKey())) {
                return false;
            }
            for (Sensor sensor : entry.getValue()) {
                metrics.removeSensor(sensor.name());
            }
            return true;
        });
    }
}
