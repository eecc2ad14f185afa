package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.trace.FactSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster in memory for tests: topics, groups, consumers, and what goes wrong with them. A test calls it and its consumers
 * from one thread, step by step; nothing else runs. Time is virtual: it passes while a consumer waits and in {@link #advance}.
 * The same calls give the same run.
 *
 * <p>Times of records are milliseconds since 1970; the run begins with the year 2026. Where Kafka's Admin or broker would refuse
 * something, the methods here throw the same exception.
 */
public final class SimulatedKafka implements AutoCloseable {
    private static final Duration COORDINATOR_LOADING = Duration.ofMillis(100);

    private final OneThread thread = new OneThread("SimulatedKafka");
    private final ScriptedCluster cluster;
    private final Topics topics;
    private final CommittedMaps names;
    private final VirtualTime time;
    private final GroupAdmin groups;
    private final Clients clients;

    SimulatedKafka(ClusterSettings settings, ScriptedCluster cluster) {
        this.cluster = cluster;
        this.topics = new Topics(cluster, settings.retentionCheckMicros());
        this.names = new CommittedMaps(cluster);
        this.time = new VirtualTime(cluster.simulation());
        this.groups = new GroupAdmin(cluster, names, settings.adminMicros());
        this.clients = new Clients(this, cluster, time, settings.fixes);
        cluster.watchProduced(topics::produced);
    }

    /** A cluster with Kafka's defaults, seed 1 and messages that take half a millisecond. */
    public static SimulatedKafka create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The settings of a cluster. */
    public static final class Builder {
        private final ClusterSettings settings = new ClusterSettings();

        private Builder() {}

        /** What small chance, such as the jitter of a message, is drawn from. */
        public Builder seed(long number) {
            settings.seed = number;
            return this;
        }

        /**
         * A setting of the broker by Kafka's key, such as {@code group.initial.rebalance.delay.ms}.
         *
         * @throws IllegalArgumentException if it is not simulated or has no such value
         */
        public Builder broker(String key, String value) {
            settings.broker(key, value);
            return this;
        }

        /** How long a message takes in one direction, at least a microsecond. */
        public Builder latency(Duration oneWay) {
            settings.latency = oneWay;
            return this;
        }

        /** How much longer a message takes at most; drawn for each. */
        public Builder jitter(Duration most) {
            settings.jitter = most;
            return this;
        }

        /** The consumers do not have this bug of Kafka. */
        public Builder fix(KafkaFix bug) {
            settings.fixes.add(bug);
            return this;
        }

        /** A consumer's background thread is always faster than its application, so that their races end as in a quiet run. */
        public Builder withoutRaces() {
            settings.races = false;
            return this;
        }

        /** Tells every fact of the run. */
        public Builder observe(FactSink sink) {
            settings.observers.add(sink);
            return this;
        }

        /** @throws IllegalArgumentException if the latency is not at least a microsecond or the jitter is negative */
        public SimulatedKafka build() {
            return new SimulatedKafka(settings, settings.cluster());
        }
    }

    CommittedMaps names() {
        return names;
    }

    Topics topics() {
        return topics;
    }

    void enter() {
        thread.enter();
    }

    void leave() {
        thread.leave();
    }

    /** Everything produced so far can be seen from now on. */
    void flush() {
        topics.flush();
    }

    private void inside(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }

    private <T> T get(Supplier<T> work) {
        enter();
        try {
            flush();
            return work.get();
        } finally {
            leave();
        }
    }

    /** @throws org.apache.kafka.common.errors.TopicExistsException if there is such a topic, and others as Admin.createTopics */
    public void createTopic(String topic, int partitions) {
        inside(() -> topics.create(topic, partitions, TopicSettings.NONE));
    }

    /**
     * As above with settings of the topic: retention.ms deletes old records in whole segments, which segment.ms cuts.
     *
     * @throws IllegalArgumentException if one is not simulated
     */
    public void createTopic(String topic, int partitions, Map<String, String> config) {
        inside(() -> topics.create(topic, partitions, TopicSettings.parse(config)));
    }

    /** Lets a topic grow, as Admin.createPartitions with its exceptions. */
    public void addPartitions(String topic, int total) {
        inside(() -> topics.grow(topic, total));
    }

    /** Deletes a topic, with its records and what groups have committed for it, as Admin.deleteTopics with its exceptions. */
    public void deleteTopic(String topic) {
        inside(() -> topics.delete(topic));
    }

    /** Appends a record with the time of now; returns its offset. */
    public long produce(String topic, int partition, @Nullable String key, @Nullable String value) {
        return append(
                topics.partition(topic, partition),
                nowMillis(),
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                null);
    }

    /** Appends a record; returns its offset. */
    public long produce(
            String topic,
            int partition,
            long timestampMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Headers headers) {
        return append(topics.partition(topic, partition), timestampMillis, key, value, headers);
    }

    /**
     * Appends a record; returns its offset.
     *
     * @param record without a partition goes to partition 0, without a timestamp it has the time of now
     */
    public <K, V> long produce(ProducerRecord<K, V> record, Serializer<K> keys, Serializer<V> values) {
        Integer partition = record.partition();
        Long timestamp = record.timestamp();
        return append(
                topics.partition(record.topic(), partition == null ? 0 : partition),
                timestamp == null ? nowMillis() : timestamp,
                keys.serialize(record.topic(), record.headers(), record.key()),
                values.serialize(record.topic(), record.headers(), record.value()),
                record.headers());
    }

    private long append(
            PartitionContent content,
            long timestampMillis,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable Headers headers) {
        thread.pass();
        return topics.append(
                content, timestampMillis, key, value, headers == null ? Topics.NO_HEADERS : headers.toArray());
    }

    /**
     * Appends a transaction that is over: records whose keys and values are null, then a control record, which takes an offset too.
     *
     * @param commit whether it was committed; aborted records are seen by readers of uncommitted ones only
     * @return the offset of the first record
     */
    public long produceTransaction(TopicPartition partition, int records, boolean commit) {
        return get(() -> topics.appendTransaction(partition, records, commit, nowMillis()));
    }

    /** Takes the records from one offset up to another away, as compaction does: their offsets stay gaps. */
    public void compact(TopicPartition partition, long from, long to) {
        inside(() -> topics.compact(partition, from, to));
    }

    /** Another broker leads the partition from now on, which has nothing from an offset on: an unclean leader election. */
    public void truncate(TopicPartition partition, long end) {
        inside(() -> topics.truncate(partition, end));
    }

    /** Deletes the records below an offset, as Admin.deleteRecords with its exceptions. */
    public void deleteRecords(TopicPartition partition, long before) {
        inside(() -> topics.deleteRecords(partition, before));
    }

    /**
     * A consumer in a process of its own, whose deserializers are named in its settings.
     *
     * @param config Kafka's settings; {@link ConsumerKeys} says what becomes of each
     * @throws org.apache.kafka.common.KafkaException as Kafka's constructor throws it
     * @throws IllegalArgumentException if a setting would change what a consumer does and is not simulated
     */
    public <K, V> Consumer<K, V> consumer(Map<String, Object> config) {
        return get(() -> clients.consumer(config, null, null));
    }

    /** As {@link #consumer(Map)} with deserializers that are ready for use. */
    public <K, V> Consumer<K, V> consumer(Map<String, Object> config, Deserializer<K> keys, Deserializer<V> values) {
        return get(() -> clients.consumer(config, keys, values));
    }

    /**
     * A transactional producer in a process of its own, whose serializers are named in its settings.
     *
     * @param config Kafka's settings, with a transactional.id
     * @throws IllegalArgumentException if a setting would change what a producer does and is not simulated
     */
    public <K, V> Producer<K, V> producer(Map<String, Object> config) {
        return get(() -> clients.producer(config, null, null));
    }

    /** As {@link #producer(Map)} with serializers that are ready for use. */
    public <K, V> Producer<K, V> producer(Map<String, Object> config, Serializer<K> keys, Serializer<V> values) {
        return get(() -> clients.producer(config, keys, values));
    }

    /** kill -9: what the producer has open is left to the next one of its transactional.id, or to its time-out. */
    public void kill(Producer<?, ?> producer) {
        inside(() -> {
            clients.ours(producer).killed();
            clients.processOf(producer).kill();
        });
    }

    /** The network of the producer's process is gone until {@link #heal(Producer)}. */
    public void cut(Producer<?, ?> producer) {
        inside(() -> clients.processOf(producer).cut());
    }

    /** What the producer sends arrives, but no answers do, until {@link #heal(Producer)}. */
    public void dropAnswers(Producer<?, ?> producer) {
        inside(() -> clients.processOf(producer).dropResponses());
    }

    /** Ends {@link #cut(Producer)} and {@link #dropAnswers(Producer)}. */
    public void heal(Producer<?, ?> producer) {
        inside(() -> clients.processOf(producer).heal());
    }

    /** kill -9: as far as the cluster can tell the consumer is never closed. */
    public void kill(Consumer<?, ?> consumer) {
        inside(() -> {
            clients.ours(consumer).killed();
            clients.processOf(consumer).kill();
        });
    }

    /** The network of the consumer's process is gone until {@link #heal(Consumer)}. */
    public void cut(Consumer<?, ?> consumer) {
        inside(() -> clients.processOf(consumer).cut());
    }

    /** What the consumer sends arrives, but the coordinator's answers do not, until {@link #heal(Consumer)}. */
    public void dropAnswers(Consumer<?, ?> consumer) {
        inside(() -> clients.processOf(consumer).dropResponses());
    }

    /** Ends {@link #cut(Consumer)} and {@link #dropAnswers(Consumer)}. */
    public void heal(Consumer<?, ?> consumer) {
        inside(() -> clients.processOf(consumer).heal());
    }

    /** The groups get another coordinator, which needs 100 ms to load them. */
    public void moveCoordinator() {
        inside(() -> cluster.moveCoordinators(COORDINATOR_LOADING.toMillis() * 1_000));
    }

    /** Lets virtual time pass while no consumer is called. */
    public void advance(Duration time) {
        inside(() -> cluster.advance(time.toNanos() / 1_000));
    }

    public Instant now() {
        return Instant.ofEpochMilli(WallClock.START_MILLIS).plusNanos(time.nanoseconds());
    }

    /** Milliseconds since 1970. */
    public long nowMillis() {
        return time.milliseconds();
    }

    /** What a group has committed, as Admin.listConsumerGroupOffsets; takes the time of a request. */
    public Map<TopicPartition, OffsetAndMetadata> committed(String groupId) {
        return get(() -> groups.committed(groupId));
    }

    /** As Admin.alterConsumerGroupOffsets with its exceptions; takes the time of a request. */
    public void alterOffsets(String groupId, Map<TopicPartition, OffsetAndMetadata> offsets) {
        inside(() -> groups.alterOffsets(groupId, offsets));
    }

    /** As Admin.deleteConsumerGroupOffsets with its exceptions; takes the time of a request. */
    public void deleteOffsets(String groupId, Set<TopicPartition> partitions) {
        inside(() -> groups.deleteOffsets(groupId, partitions));
    }

    /** As Admin.deleteConsumerGroups with its exceptions; takes the time of a request. */
    public void deleteGroup(String groupId) {
        inside(() -> groups.deleteGroup(groupId));
    }

    /** How many members a group has at this moment. */
    public int memberCount(String groupId) {
        return cluster.group(groupId).memberCount();
    }

    /** A digest of all that happened: equal for equal calls, on every machine. */
    public String digest() {
        return get(cluster::digest);
    }

    /** Closes the consumers that are open, without waiting. */
    @Override
    public void close() {
        clients.close();
    }
}
