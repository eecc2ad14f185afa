package io.offsetlab.cluster;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Processing;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A world of two members and two partitions of 300 records that are worked on for about four seconds; tests change what they need. */
final class SmallWorld {
    static final long MS = 1_000;
    static final long SECOND = 1_000_000;

    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, String> config = new TreeMap<>();
    private long seed = 1;
    private int members = 2;
    private int membersByFault;
    private int partitions = 2;
    private Arrivals arrivals = new Arrivals(100, 300, 20 * MS, 5 * MS, 0);
    private @Nullable LoadedContent loaded;
    private Processing processing = new Processing(10 * MS, 4 * MS);
    private Handling application = Handling.PLAIN;
    private Latency latency = new Latency(500, 300);
    private GroupConfig groupConfig = GroupConfig.DEFAULTS.withInitialRebalanceDelay(200 * MS);
    private long chaosMicros = 30 * SECOND;
    private Set<KafkaFix> fixes = Set.of();
    private long quiesceMicros = 900 * SECOND;

    SmallWorld() {
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", "40");
        config.put("session.timeout.ms", "10000");
        config.put("max.poll.interval.ms", "20000");
    }

    SmallWorld with(Fault... more) {
        faults.addAll(List.of(more));
        return this;
    }

    SmallWorld with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Clients of the consumer protocol, with sessions as long as those of the classic one. */
    SmallWorld consumerProtocol() {
        config.remove("session.timeout.ms");
        config.put("group.protocol", "consumer");
        return groupConfig(groupConfig.withConsumer(ConsumerGroupConfig.DEFAULTS.withSession(10 * SECOND, SECOND)));
    }

    /** With everything of another world but its faults and what belongs to its protocol. */
    SmallWorld like(World other) {
        other.clientConfig().forEach((key, value) -> {
            if (!key.equals("session.timeout.ms")) {
                config.put(key, value);
            }
        });
        World.PartitionSpec partition = other.partitions().get(0);
        long processes = other.members().stream()
                .filter(member -> member.startMicros() >= 0)
                .count();
        return seed(other.seed())
                .members((int) processes, other.members().size() - (int) processes)
                .partitions(other.partitions().size())
                .arrivals(partition.arrivals())
                .processing(other.processing().baseMicros(), other.processing().jitterMicros())
                .latency(other.latency().baseMicros(), other.latency().jitterMicros())
                .groupConfig(other.groupConfig().withConsumer(groupConfig.consumer()))
                .chaos(other.chaosMicros());
    }

    SmallWorld fixes(Set<KafkaFix> mended) {
        fixes = mended;
        return this;
    }

    SmallWorld seed(long number) {
        seed = number;
        return this;
    }

    SmallWorld members(int fromTheStart, int byFault) {
        members = fromTheStart;
        membersByFault = byFault;
        return this;
    }

    SmallWorld partitions(int number) {
        partitions = number;
        return this;
    }

    SmallWorld arrivals(Arrivals each) {
        arrivals = each;
        return this;
    }

    /** The content of partition 0; its arrivals are those of all partitions. */
    SmallWorld loaded(LoadedContent content) {
        loaded = content;
        return this;
    }

    SmallWorld processing(long baseMicros, long jitterMicros) {
        processing = new Processing(baseMicros, jitterMicros);
        return this;
    }

    SmallWorld application(Handling other) {
        application = other;
        return this;
    }

    SmallWorld latency(long baseMicros, long jitterMicros) {
        latency = new Latency(baseMicros, jitterMicros);
        return this;
    }

    SmallWorld groupConfig(GroupConfig settings) {
        groupConfig = settings;
        return this;
    }

    SmallWorld chaos(long micros) {
        chaosMicros = micros;
        return this;
    }

    SmallWorld quiesce(long micros) {
        quiesceMicros = micros;
        return this;
    }

    World build() {
        List<World.MemberSpec> processes = new ArrayList<>();
        for (int i = 0; i < members + membersByFault; i++) {
            long start = i < members ? i * 50 * MS : World.MemberSpec.STARTS_BY_FAULT;
            processes.add(new World.MemberSpec("member-" + i, start));
        }
        List<World.PartitionSpec> logs = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            logs.add(new World.PartitionSpec(new TopicPartition("t", i), arrivals, i == 0 ? loaded : null));
        }
        return new World(
                "small",
                seed,
                Pins.NONE,
                processes,
                logs,
                100,
                processing,
                application,
                latency,
                100 * MS,
                config,
                groupConfig,
                faults,
                chaosMicros,
                quiesceMicros,
                fixes);
    }
}
