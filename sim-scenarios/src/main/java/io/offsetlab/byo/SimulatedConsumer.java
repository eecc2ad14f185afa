package io.offsetlab.byo;

import io.offsetlab.byo.Home.Visit;
import io.offsetlab.consumer.Batch;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Membership.CommitIdentity;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's consumer over the simulation, as ClassicKafkaConsumer is to an application: the same checks in the same order, the same
 * exceptions. Whatever waits does so in virtual time, on the thread of the caller.
 */
final class SimulatedConsumer<K, V> extends ConsumerOverloads<K, V> {
    private final OneThread thread = new OneThread("KafkaConsumer");
    private final Home home;
    private final Client client;
    private final ConsumerSettings settings;
    private final Subscription subscription = new Subscription();
    private final Meters meters;
    private final Plugins<K, V> plugins;
    private final Calls calls;
    private final Subscribing subscribing;
    private final Committing committing;
    private final OffsetQueries queries;
    private final RecordReader<K, V> reader;
    private final CommittedMaps names;
    private boolean closed;
    private boolean killed;

    SimulatedConsumer(Home home, ConsumerSettings settings, Plugins<K, V> plugins, Meters meters) {
        this.home = home;
        this.client = home.client();
        this.settings = settings;
        this.plugins = plugins;
        this.meters = meters;
        names = home.names();
        meters.watch(client, settings.groupId() != null, plugins.interception());
        home.watchTraffic(meters);
        calls = new Calls(home, subscription, plugins.interception(), meters);
        subscribing = new Subscribing(calls, subscription, names, settings);
        committing = new Committing(calls, names, settings, meters);
        queries = new OffsetQueries(calls, subscription, names, settings, meters);
        reader = new RecordReader<>(home, plugins.deserializers(), meters);
    }

    @Override
    Duration apiTimeout() {
        return settings.apiTimeout();
    }

    Home home() {
        return home;
    }

    /** The process of this consumer is gone. */
    void killed() {
        killed = true;
    }

    /** The test is over: nobody waits for anything any more. */
    void abandon() {
        killed = true;
        close();
    }

    private Client client() {
        return client;
    }

    private void enter(Visit visit) {
        home.admit(visit);
        thread.enter();
        try {
            home.enter();
        } catch (RuntimeException | Error refused) {
            thread.leave();
            throw refused;
        }
    }

    private void leave() {
        home.leave();
        thread.leave();
    }

    private void enterOpen(Visit visit) {
        enter(visit);
        if (closed || killed) {
            leave();
            throw new IllegalStateException(
                    closed ? "This consumer has already been closed." : "The process of this consumer was killed.");
        }
    }

    private <T> T look(Supplier<T> work) {
        return open(Visit.LOOK, work);
    }

    private <T> T open(Supplier<T> work) {
        return open(Visit.ACT, work);
    }

    private <T> T open(Visit visit, Supplier<T> work) {
        enterOpen(visit);
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    private void openRun(Runnable work) {
        enterOpen(Visit.ACT);
        try {
            work.run();
        } finally {
            leave();
        }
    }

    @Override
    public Set<TopicPartition> assignment() {
        return look(() ->
                Collections.unmodifiableSet(names.names(client().positions().assigned())));
    }

    @Override
    public Set<String> subscription() {
        return look(() -> Collections.unmodifiableSet(subscribing.topics()));
    }

    @Override
    public Set<TopicPartition> paused() {
        return look(() ->
                Collections.unmodifiableSet(names.names(client().positions().paused())));
    }

    @Override
    public void subscribe(Collection<String> topics) {
        openRun(() -> subscribing.toTopics(topics, null));
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        Subscribing.ensureListener(listener);
        openRun(() -> subscribing.toTopics(topics, listener));
    }

    @Override
    public void subscribe(Pattern pattern) {
        subscribing.ensurePattern(pattern);
        openRun(() -> subscribing.toPattern(pattern, null));
    }

    @Override
    public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
        Subscribing.ensureListener(listener);
        subscribing.ensurePattern(pattern);
        openRun(() -> subscribing.toPattern(pattern, listener));
    }

    @Override
    public void subscribe(SubscriptionPattern pattern) {
        subscribing.ensureServerPatterns();
        openRun(() -> subscribing.toServerPattern(pattern, null));
    }

    @Override
    public void subscribe(SubscriptionPattern pattern, ConsumerRebalanceListener listener) {
        subscribing.ensureServerPatterns();
        Subscribing.ensureListener(listener);
        openRun(() -> subscribing.toServerPattern(pattern, listener));
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        openRun(() -> subscribing.toPartitions(partitions));
    }

    @Override
    public void unsubscribe() {
        openRun(subscribing::toNothing);
    }

    @Override
    public ConsumerRecords<K, V> poll(Duration timeout) {
        long micros = Timeouts.micros(timeout);
        enterOpen(Visit.POLL);
        try {
            meters.pollStarts();
            if (subscription.isNothing()) {
                throw new IllegalStateException("Consumer is not subscribed to any topics or assigned any partitions");
            }
            Batch batch = calls.poll(micros);
            return batch.moved().length == 0
                    ? ConsumerRecords.empty()
                    : plugins.interception().onConsume(reader.read(batch));
        } finally {
            leave();
            meters.pollEnds();
        }
    }

    @Override
    public void commitSync(Duration timeout) {
        openRun(() -> committing.sync(null, timeout));
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        openRun(() -> committing.sync(Objects.requireNonNull(offsets), timeout));
    }

    @Override
    public void commitAsync(@Nullable OffsetCommitCallback callback) {
        openRun(() -> committing.async(null, callback));
    }

    @Override
    public void commitAsync(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable OffsetCommitCallback callback) {
        openRun(() -> committing.async(Objects.requireNonNull(offsets), callback));
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("seek offset must not be a negative number");
        }
        openRun(() -> client().seek(names.number(partition), offset));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        openRun(() -> client().seek(
                        names.number(partition),
                        offset.offset(),
                        offset.leaderEpoch().orElse(-1)));
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        seekToEnds(partitions, true);
    }

    @Override
    public void seekToEnd(Collection<TopicPartition> partitions) {
        seekToEnds(partitions, false);
    }

    private void seekToEnds(@Nullable Collection<TopicPartition> partitions, boolean beginning) {
        if (partitions == null) {
            throw new IllegalArgumentException("Partitions collection cannot be null");
        }
        openRun(() -> client().seekToEnds(
                        partitions.isEmpty() ? client().positions().assigned() : names.numbers(partitions), beginning));
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        openRun(() -> client().pause(partitions.stream().mapToInt(names::number).toArray()));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        openRun(() ->
                client().resume(partitions.stream().mapToInt(names::number).toArray()));
    }

    @Override
    public long position(TopicPartition partition, Duration timeout) {
        return open(() -> queries.position(partition, timeout));
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions, Duration timeout) {
        return open(() -> queries.committed(partitions, timeout));
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return open(() -> queries.ends(partitions, true, timeout));
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
        return open(() -> queries.ends(partitions, false, timeout));
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
            Map<TopicPartition, Long> timestamps, Duration timeout) {
        return open(() -> queries.offsetsForTimes(timestamps, timeout));
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return open(() -> queries.currentLag(partition));
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
        return open(() -> queries.partitionsFor(topic, timeout));
    }

    @Override
    public Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
        return open(() -> queries.listTopics(timeout));
    }

    @Override
    @SuppressWarnings(
            "removal") // the class becomes an interface in Kafka 5; until then its constructor is the only way
    public ConsumerGroupMetadata groupMetadata() {
        return look(() -> {
            String group = settings.groupOrThrow();
            CommitIdentity identity = client().membership().groupMetadata();
            return new ConsumerGroupMetadata(
                    group, identity.generation(), identity.memberId(), Optional.ofNullable(settings.instanceId()));
        });
    }

    @Override
    public void enforceRebalance(@Nullable String reason) {
        openRun(() -> {
            if (settings.groupId() == null) {
                throw new IllegalStateException("Tried to force a rebalance but consumer does not have a group.");
            }
            client().enforceRebalance();
        });
    }

    @Override
    public void wakeup() {
        calls.wakeup();
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return meters.all();
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        throw settings.refusalOfTelemetry();
    }

    @Override
    public void close(CloseOptions options) {
        Duration timeout = options.timeout().orElse(CLOSE_TIMEOUT);
        if (timeout.toMillis() < 0) {
            throw new IllegalArgumentException("The timeout cannot be negative.");
        }
        enter(Visit.ACT);
        try {
            if (!closed) {
                new Closing(calls, home, plugins, meters)
                        .close(killed, Timeouts.micros(timeout), options.groupMembershipOperation());
            }
        } finally {
            closed = true;
            leave();
        }
    }
}
