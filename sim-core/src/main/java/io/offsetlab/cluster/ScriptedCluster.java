package io.offsetlab.cluster;

import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.group.QuietMembers;
import io.offsetlab.log.LogBroker;
import io.offsetlab.log.Retention;
import io.offsetlab.log.WrittenLog;
import io.offsetlab.network.Latency;
import io.offsetlab.policy.Policy;
import io.offsetlab.producer.Acks;
import io.offsetlab.producer.ProducerSettings;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.sink.Effects;
import io.offsetlab.sink.ExternalStore;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A cluster without a plan: topics, records, groups, processes and what goes wrong come step by step from whoever drives it. The
 * driver steps the simulation; nothing is skipped. All times are microseconds of virtual time.
 */
public final class ScriptedCluster {
    static final int RECORD_BYTES = 100;
    /** Processes with a producer are numbered from here on, so that those with a consumer keep their numbers. */
    private static final int FIRST_PRODUCER = 1 << 10;

    private static final long FIRST_RETENTION_CHECK_MICROS = 30_000_000;

    private final List<TopicPartition> partitions;
    private final GroupConfig config;
    private final Latency latency;
    private final Simulation simulation = new Simulation();
    private final Chance chance;
    private final Digest digest = new Digest();
    private final FactSink[] observers;
    private final ScriptedTopology topology;
    private final List<WrittenLog> logs = new ArrayList<>();
    private final LogBroker broker;
    private final Map<String, ScriptedGroup> groups = new TreeMap<>();
    private final Effects effects;
    private final ExternalStore store;
    private final List<ScriptedProcess> processes = new ArrayList<>();
    private final ScriptedTransactions transactions;
    private Produced produced = (partition, records) -> {};
    private int producers;
    private long retentionCheckMicros;

    /** Told of what producers have written, and of control records, as soon as they stand in the log. */
    public interface Produced {
        /** @param records what was written; nothing for a control record */
        void appended(int partition, List<Request.Output> records);
    }

    /**
     * @param partitions partitions that are to have the first numbers, by topic and partition; none exists yet
     * @param observers are given every fact
     */
    public ScriptedCluster(
            List<TopicPartition> partitions, GroupConfig config, Latency latency, long seed, FactSink... observers) {
        this(partitions, config, latency, new Chance(seed, Pins.NONE), observers);
    }

    /** As above with chance in which draws may be pinned. */
    public ScriptedCluster(
            List<TopicPartition> partitions,
            GroupConfig config,
            Latency latency,
            Chance chance,
            FactSink... observers) {
        this.partitions = new ArrayList<>();
        this.config = config;
        this.latency = latency;
        this.chance = chance;
        this.observers = observers.clone();
        this.topology = new ScriptedTopology(this.partitions);
        broker = new LogBroker(simulation, logs, RECORD_BYTES);
        partitions.forEach(this::number);
        effects = new Effects(partitions.size());
        store = new ExternalStore(partitions.size());
        simulation.schedule(config.offsetsRetentionCheckMicros(), new ExpiryCheck());
        transactions = new ScriptedTransactions(this, logs, config.replicationMicros());
    }

    /** From now on tells somebody of what producers write. */
    public void watchProduced(Produced watching) {
        produced = watching;
    }

    void appended(Request.Produce request) {
        produced.appended(request.partition(), request.records());
        broker.contentChanged();
    }

    void marked(int partition) {
        produced.appended(partition, List.of());
        broker.contentChanged();
    }

    ScriptedTransactions transactions() {
        return transactions;
    }

    /** Starts a process with a transactional producer. */
    public ScriptedProducer beginProducer(ProducerSettings settings, Acks acks) {
        return new ScriptedProducer(this, FIRST_PRODUCER + producers++, settings, acks);
    }

    /** The number of a partition, which it has from now on if it had none. */
    public int number(TopicPartition partition) {
        int number = topology.find(partition);
        if (number < 0) {
            number = topology.add(partition);
            logs.add(new WrittenLog(number, facts()));
            logs.get(number).delete();
        }
        return number;
    }

    int leaderEpoch(int partition) {
        return topology.exists(partition) ? logs.get(partition).leaderEpoch() : -1;
    }

    /** The group of that name, which begins without members and offsets. */
    public ScriptedGroup group(String name) {
        ScriptedGroup known = groups.get(name);
        if (known == null) {
            known = new ScriptedGroup(
                    topology,
                    new GroupCoordinator(
                            simulation,
                            config,
                            topology,
                            this::memberId,
                            chance.stream("survival"),
                            facts(),
                            new NobodyIsQuiet()));
            groups.put(name, known);
            transactions.join(name, known);
        }
        return known;
    }

    /** Gives all groups to another coordinator, which needs so long to load them. */
    public void moveCoordinators(long loadMicros) {
        groups.values().forEach(group -> group.coordinator().move(loadMicros));
        transactions.move(loadMicros);
    }

    /** Ids ascend with the processes, and end in a number that tells the lives under one id apart. */
    private String memberId(Origin origin, @Nullable String instanceId) {
        ScriptedProcess process = processes.get(origin.member());
        String name = instanceId == null ? process.name() : instanceId;
        return String.format(Locale.ROOT, "%s-%04d-%04d", name, origin.member(), process.countId());
    }

    void observe(Fact fact) {
        digest.accept(fact);
        for (FactSink observer : observers) {
            observer.accept(fact);
        }
    }

    /** Takes facts that an application tells of itself. */
    public FactSink facts() {
        return this::observe;
    }

    /** The digest of all facts so far. */
    public String digest() {
        return digest.text();
    }

    public Simulation simulation() {
        return simulation;
    }

    ScriptedTopology topology() {
        return topology;
    }

    Chance chance() {
        return chance;
    }

    Latency latency() {
        return latency;
    }

    LogBroker broker() {
        return broker;
    }

    /** Virtual time in microseconds. */
    public long now() {
        return simulation.now();
    }

    /** Lets so much virtual time pass. */
    public void advance(long micros) {
        simulation.runUntil(simulation.now() + micros);
    }

    /** All partitions that were ever spoken of, by number. */
    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** Whether a partition exists at this moment. */
    public boolean exists(int partition) {
        return topology.exists(partition);
    }

    /** From now on these partitions exist, empty. */
    public void create(List<TopicPartition> added) {
        for (TopicPartition partition : added) {
            int number = number(partition);
            if (!topology.exists(number)) {
                topology.create(number);
                logs.set(number, new WrittenLog(number, facts()));
            }
        }
        groups.values().forEach(group -> group.coordinator().topicsChanged());
    }

    /**
     * Keeps what is appended to these partitions no longer than retention.ms. The broker looks for the first time 30 seconds after
     * the first such topic was made, and then after each interval.
     *
     * @param settings makes the retention of one partition
     * @param checkMicros log.retention.check.interval.ms
     */
    public void retain(List<TopicPartition> kept, Supplier<Retention> settings, long checkMicros) {
        kept.forEach(partition -> logs.get(number(partition)).keep(settings.get()));
        if (retentionCheckMicros == 0) {
            retentionCheckMicros = checkMicros;
            simulation.schedule(simulation.now() + FIRST_RETENTION_CHECK_MICROS, new RetentionCheck());
        }
    }

    /** From now on these partitions do not exist, nor do their records and what groups have stored for them. */
    public void delete(List<TopicPartition> removed) {
        int[] numbers = removed.stream().mapToInt(this::number).toArray();
        for (int number : numbers) {
            topology.delete(number);
            logs.get(number).delete();
        }
        groups.values().forEach(group -> group.coordinator().topicDeleted(numbers));
        broker.contentChanged();
    }

    /** Appends records and returns the offset of the first. */
    public long produce(int partition, long records) {
        return produce(partition, records, WallClock.millis(simulation.now()));
    }

    /** Appends records with one timestamp and returns the offset of the first. */
    public long produce(int partition, long records, long timestampMillis) {
        long first = logs.get(partition).append(records, timestampMillis, simulation.now());
        broker.contentChanged();
        return first;
    }

    /** Appends a transaction that is over, with the control record at its end, and returns the offset of the first record. */
    public long produceTransaction(int partition, long records, boolean committed, long timestampMillis) {
        long first = logs.get(partition).appendTransaction(records, committed, timestampMillis, simulation.now());
        broker.contentChanged();
        return first;
    }

    /** Deletes the records below an offset, as Admin.deleteRecords. */
    public void deleteRecords(int partition, long before) {
        logs.get(partition).deleteBelow(before, simulation.now());
        broker.contentChanged();
    }

    /** Takes records away as compaction does: their offsets stay gaps. */
    public void compactAway(int partition, long from, long to) {
        logs.get(partition).compactAway(from, to, simulation.now());
        broker.contentChanged();
    }

    /** Another broker leads the partition, which has everything below an offset only. */
    public void truncate(int partition, long end) {
        logs.get(partition).truncate(end);
        broker.contentChanged();
    }

    /** The offset of the first record. */
    public long startOffset(int partition) {
        return logs.get(partition).startOffset();
    }

    /** The offset behind the last record. */
    public long endOffset(int partition) {
        return logs.get(partition).endOffset(simulation.now());
    }

    /**
     * The latest process of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ScriptedProcess process(String name) {
        for (int i = processes.size() - 1; i >= 0; i--) {
            if (processes.get(i).name().equals(name)) {
                return processes.get(i);
            }
        }
        throw new IllegalArgumentException("no process is called " + name);
    }

    /** Starts a process whose application is a policy's loop. */
    public ScriptedProcess start(
            String name, Map<String, String> settings, Policy policy, List<String> topics, ScriptedLoop loop) {
        ScriptedProcess process = begin(name, settings);
        process.runs(loop.program(process, policy, topics, chance, effects, store));
        return process;
    }

    /** Starts a process whose application waits at {@link ScriptedProcess#awaitNews()}. */
    public ScriptedProcess begin(String name, Map<String, String> settings) {
        return begin(name, ClientConfig.parse(settings));
    }

    /** As above with settings that are parsed. */
    public ScriptedProcess begin(String name, ClientConfig settings) {
        ScriptedProcess process = new ScriptedProcess(this, processes.size(), name, settings);
        processes.add(process);
        process.begin();
        return process;
    }

    /** The broker looks for segments that retention keeps no longer. */
    private final class RetentionCheck extends Event {
        @Override
        protected void run() {
            logs.forEach(log -> log.deleteOld(WallClock.millis(simulation.now()), simulation.now()));
            broker.contentChanged();
            simulation.schedule(simulation.now() + retentionCheckMicros, this);
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(retentionCheckMicros);
        }
    }

    /** The broker looks for expired offsets. */
    private final class ExpiryCheck extends Event {
        @Override
        protected void run() {
            groups.values().forEach(group -> group.coordinator().expireOffsets());
            simulation.schedule(simulation.now() + config.offsetsRetentionCheckMicros(), this);
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {}
    }

    /** Heartbeats are carried out, so there is nothing to catch up with. */
    private static final class NobodyIsQuiet implements QuietMembers {
        @Override
        public void beforeSessionCheck(Origin member) {}

        @Override
        public void beforeChange() {}
    }
}
