package io.offsetlab.cluster;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import io.offsetlab.engine.Simulation;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.GroupCoordinator;
import io.offsetlab.group.QuietMembers;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LogBroker;
import io.offsetlab.log.PartitionLog;
import io.offsetlab.network.Latency;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Origin;
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
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A cluster without a plan: topics, records, groups, processes and what goes wrong come step by step from whoever drives it. The
 * driver steps the simulation; nothing is skipped. All times are microseconds of virtual time.
 */
public final class ScriptedCluster {
    private static final int RECORD_BYTES = 100;
    private static final long EXPIRY_CHECK_MICROS = 1_000_000;

    private final List<TopicPartition> partitions;
    private final GroupConfig config;
    private final Latency latency;
    private final long expiryCheckMicros;
    private final Simulation simulation = new Simulation();
    private final Chance chance;
    private final Digest digest = new Digest();
    private final FactSink[] observers;
    private final ScriptedTopology topology;
    private final List<PartitionLog> logs = new ArrayList<>();
    private final LogBroker broker;
    private final Map<String, ScriptedGroup> groups = new TreeMap<>();
    private final Effects effects;
    private final ExternalStore store;
    private final List<ScriptedProcess> processes = new ArrayList<>();

    /**
     * @param partitions partitions that are to have the first numbers, by topic and partition; none exists yet
     * @param observers are given every fact
     */
    public ScriptedCluster(
            List<TopicPartition> partitions, GroupConfig config, Latency latency, long seed, FactSink... observers) {
        this(partitions, config, EXPIRY_CHECK_MICROS, latency, seed, observers);
    }

    /** @param expiryCheckMicros offsets.retention.check.interval.ms */
    public ScriptedCluster(
            List<TopicPartition> partitions,
            GroupConfig config,
            long expiryCheckMicros,
            Latency latency,
            long seed,
            FactSink... observers) {
        this.partitions = new ArrayList<>();
        this.config = config;
        this.expiryCheckMicros = expiryCheckMicros;
        this.latency = latency;
        this.chance = new Chance(seed, Pins.NONE);
        this.observers = observers.clone();
        this.topology = new ScriptedTopology(this.partitions);
        broker = new LogBroker(simulation, logs, RECORD_BYTES);
        partitions.forEach(this::number);
        effects = new Effects(partitions.size());
        store = new ExternalStore(partitions.size());
        simulation.schedule(expiryCheckMicros, new ExpiryCheck());
    }

    /** The number of a partition, which it has from now on if it had none. */
    public int number(TopicPartition partition) {
        int number = topology.find(partition);
        if (number < 0) {
            number = topology.add(partition);
            logs.add(newLog(number));
        }
        return number;
    }

    private PartitionLog newLog(int number) {
        return new PartitionLog(number, Arrivals.burst(0), null, chance.stream("arrivals"), facts());
    }

    /** The group of that name, which begins without members and offsets. */
    public ScriptedGroup group(String name) {
        ScriptedGroup known = groups.get(name);
        if (known == null) {
            ScriptedMetadata metadata = new ScriptedMetadata();
            FactSink sink = fact -> {
                metadata.accept(fact);
                observe(fact);
            };
            known = new ScriptedGroup(
                    topology,
                    new GroupCoordinator(
                            simulation,
                            config,
                            topology,
                            this::memberId,
                            chance.stream("survival"),
                            sink,
                            new NobodyIsQuiet()),
                    metadata);
            groups.put(name, known);
        }
        return known;
    }

    /** Gives all groups to another coordinator, which needs so long to load them. */
    public void moveCoordinators(long loadMicros) {
        groups.values().forEach(group -> group.coordinator().move(loadMicros));
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
        added.forEach(partition -> topology.create(number(partition)));
    }

    /** From now on these partitions do not exist, nor do their records and what groups have stored for them. */
    public void delete(List<TopicPartition> removed) {
        int[] numbers = removed.stream().mapToInt(this::number).toArray();
        for (int number : numbers) {
            topology.delete(number);
            logs.set(number, newLog(number));
        }
        broker.contentChanged();
    }

    /** Appends records and returns the offset of the first. */
    public long produce(int partition, long records) {
        long first = logs.get(partition).append(records, simulation.now());
        broker.contentChanged();
        return first;
    }

    /** Deletes the records below an offset, as Admin.deleteRecords. */
    public void deleteRecords(int partition, long before) {
        logs.get(partition).deleteBelow(before, simulation.now());
        broker.contentChanged();
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
        ScriptedProcess process = new ScriptedProcess(this, processes.size(), name, settings);
        processes.add(process);
        process.begin();
        return process;
    }

    /** The broker looks for expired offsets. */
    private final class ExpiryCheck extends Event {
        @Override
        protected void run() {
            groups.values().forEach(group -> group.coordinator().expireOffsets());
            simulation.schedule(simulation.now() + expiryCheckMicros, this);
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
