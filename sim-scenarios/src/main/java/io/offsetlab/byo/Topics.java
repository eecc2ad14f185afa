package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.protocol.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a cluster with the content of their records. Records are appended here at once and told to the simulated log
 * together, before anything in the simulation can look: no time passes between the two.
 */
final class Topics {
    static final Header[] NO_HEADERS = new Header[0];

    private final ScriptedCluster cluster;
    private final Map<String, List<PartitionContent>> topics = new TreeMap<>();
    private final List<PartitionContent> byNumber = new ArrayList<>();
    private final List<PartitionContent> untold = new ArrayList<>();
    private String latestTopic = "";
    private List<PartitionContent> latest = List.of();

    private final Map<String, TopicSettings> settings = new TreeMap<>();
    private final long retentionCheckMicros;

    /** @param retentionCheckMicros log.retention.check.interval.ms */
    Topics(ScriptedCluster cluster, long retentionCheckMicros) {
        this.cluster = cluster;
        this.retentionCheckMicros = retentionCheckMicros;
    }

    void create(String topic, int partitions, TopicSettings config) {
        Topic.validate(topic);
        if (topics.containsKey(topic)) {
            throw new TopicExistsException("Topic '" + topic + "' already exists.");
        }
        if (partitions < 1) {
            throw new InvalidPartitionsException("Number of partitions was set to an invalid non-positive value.");
        }
        topics.put(topic, new ArrayList<>());
        settings.put(topic, config);
        extend(topic, partitions);
    }

    void grow(String topic, int total) {
        int now = partitionsOf(topic).size();
        if (total == now) {
            throw new InvalidPartitionsException("Topic already has " + now + " partition(s).");
        }
        if (total < now) {
            throw new InvalidPartitionsException("The topic " + topic + " currently has " + now + " partition(s); "
                    + total + " would not be an increase.");
        }
        extend(topic, total);
    }

    private void extend(String topic, int total) {
        flush();
        List<PartitionContent> partitions = partitionsOf(topic);
        List<TopicPartition> added = new ArrayList<>();
        for (int partition = partitions.size(); partition < total; partition++) {
            TopicPartition name = new TopicPartition(topic, partition);
            PartitionContent content = new PartitionContent(name, cluster.number(name));
            partitions.add(content);
            while (byNumber.size() <= content.number()) {
                byNumber.add(content);
            }
            byNumber.set(content.number(), content);
            added.add(name);
        }
        cluster.create(added);
        TopicSettings config = settings.getOrDefault(topic, TopicSettings.NONE);
        if (!config.keepsEverything()) {
            cluster.retain(added, config::retention, retentionCheckMicros);
        }
    }

    void delete(String topic) {
        List<TopicPartition> gone = new ArrayList<>();
        partitionsOf(topic).forEach(content -> gone.add(content.partition()));
        flush();
        topics.remove(topic);
        latestTopic = "";
        cluster.delete(gone);
    }

    /** @throws UnknownTopicOrPartitionException if there is no such topic */
    List<PartitionContent> partitionsOf(String topic) {
        List<PartitionContent> found = topics.get(topic);
        if (found == null) {
            throw unknown();
        }
        return found;
    }

    private static UnknownTopicOrPartitionException unknown() {
        return new UnknownTopicOrPartitionException("This server does not host this topic-partition.");
    }

    /** The topics by name. */
    Map<String, List<PartitionContent>> all() {
        return topics;
    }

    /** @throws UnknownTopicOrPartitionException if there is no such partition */
    PartitionContent partition(String topic, int partition) {
        if (!topic.equals(latestTopic)) {
            latest = partitionsOf(topic);
            latestTopic = topic;
        }
        if (partition < 0 || partition >= latest.size()) {
            throw unknown();
        }
        return latest.get(partition);
    }

    /** Appends a transaction that is over and returns the offset of its first record. */
    long appendTransaction(TopicPartition partition, int records, boolean committed, long timestampMillis) {
        PartitionContent content = partition(partition.topic(), partition.partition());
        for (int i = 0; i <= records; i++) {
            content.append(timestampMillis, null, null, NO_HEADERS);
        }
        content.takeUntold();
        return cluster.produceTransaction(content.number(), records, committed, timestampMillis);
    }

    /** A producer has written: what stands in the log has its content at once, the marker of a transaction none. */
    void produced(int number, List<Output> records) {
        PartitionContent content = numbered(number);
        if (records.isEmpty()) {
            content.append(WallClock.millis(cluster.now()), null, null, NO_HEADERS);
        }
        for (Output record : records) {
            RecordContent says = ((SentRecord) Objects.requireNonNull(record.content())).content();
            content.append(says.timestampMillis(), says.key(), says.value(), says.headers());
        }
        content.takeUntold();
    }

    void compact(TopicPartition partition, long from, long to) {
        cluster.compactAway(partition(partition.topic(), partition.partition()).number(), from, to);
    }

    void truncate(TopicPartition partition, long end) {
        PartitionContent content = partition(partition.topic(), partition.partition());
        cluster.truncate(content.number(), end);
        content.truncate(end);
    }

    /** @throws OffsetOutOfRangeException if the log does not reach so far */
    void deleteRecords(TopicPartition partition, long before) {
        PartitionContent content = partition(partition.topic(), partition.partition());
        long to = before == -1 ? content.end() : before;
        if (to < 0 || to > content.end()) {
            throw Errors.OFFSET_OUT_OF_RANGE.exception();
        }
        cluster.deleteRecords(content.number(), to);
        content.forgetBelow(to);
    }

    /** The offset of the first record of a partition by its number. */
    long startOffset(int number) {
        return cluster.startOffset(number);
    }

    /** The content of a partition by its number. */
    PartitionContent numbered(int number) {
        return byNumber.get(number);
    }

    /** Appends a record to a partition and returns its offset. */
    long append(
            PartitionContent content,
            long timestampMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Header[] headers) {
        if (content.isTold()) {
            untold.add(content);
        }
        return content.append(timestampMillis, key, value, headers);
    }

    /** Tells the simulated log of all records appended. */
    void flush() {
        if (untold.isEmpty()) {
            return;
        }
        for (PartitionContent content : untold) {
            tell(content);
        }
        untold.clear();
    }

    /** Records of one timestamp after another. */
    private void tell(PartitionContent content) {
        long end = content.end();
        long from = end - content.takeUntold();
        while (from < end) {
            long timestamp = content.timestamp(from);
            long to = from + 1;
            while (to < end && content.timestamp(to) == timestamp) {
                to++;
            }
            cluster.produce(content.number(), to - from, timestamp);
            from = to;
        }
    }
}
