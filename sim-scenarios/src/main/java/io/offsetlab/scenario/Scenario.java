package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Processing;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A world as data: all that a run depends on besides the policy and the seed of small chance. Members and partitions are
 * numbered as in {@link #members()} and {@link #partitions()}; faults name them by these numbers. Times are microseconds of
 * virtual time.
 *
 * @param name what it is called
 * @param about one line for a reader, or empty
 * @param members processes by number
 * @param topics in the order of their names
 * @param workload what the application does
 * @param application what else the application is like
 * @param latency how long a message takes
 * @param client settings of the consumers by Kafka's keys; a policy's own settings win
 * @param broker settings of the broker
 * @param faults what goes wrong
 * @param chaosMicros when the run heals
 * @param quiesceMicros how long the healed group may take to become quiet at most
 * @param pins draws that are fixed
 * @param fixes bugs of Kafka that the clients do not have
 * @param loaded the content of partitions that come from a dump, ascending by topic and partition
 */
public record Scenario(
        String name,
        String about,
        List<MemberSpec> members,
        List<Topic> topics,
        Workload workload,
        Handling application,
        Latency latency,
        Map<String, String> client,
        GroupConfig broker,
        List<Fault> faults,
        long chaosMicros,
        long quiesceMicros,
        Pins pins,
        Set<KafkaFix> fixes,
        Map<TopicPartition, LoadedContent> loaded) {

    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    /**
     * A topic.
     *
     * @param arrivals when records come, in each of its partitions; where content is loaded, it counts the records of the dump
     */
    public record Topic(String name, int partitions, Arrivals arrivals) {}

    /**
     * What the application does.
     *
     * @param recordBytes size of a record
     * @param pollTimeoutMicros what its loop passes to poll
     */
    public record Workload(Processing processing, int recordBytes, long pollTimeoutMicros) {}

    /** @throws BadInput if a part does not fit the others or is out of range */
    public Scenario {
        members = List.copyOf(members);
        topics = topics.stream().sorted(Comparator.comparing(Topic::name)).toList();
        client = Collections.unmodifiableMap(new TreeMap<>(client));
        faults = List.copyOf(faults);
        fixes = fixes.isEmpty() ? Collections.emptySet() : Collections.unmodifiableSet(EnumSet.copyOf(fixes));
        Map<TopicPartition, LoadedContent> sorted = new TreeMap<>(BY_NAME);
        sorted.putAll(loaded);
        loaded = Collections.unmodifiableMap(sorted);
        ScenarioCheck.basics(name, about, members, topics, workload);
        ScenarioCheck.loaded(topics, loaded);
        ScenarioCheck.settings(client, broker);
        ScenarioCheck.bounds(chaosMicros, quiesceMicros, pins);
        ApplicationCheck.all(application, Loads.ends(topics, loaded));
        FaultCheck.all(
                faults,
                members,
                Loads.ends(topics, loaded),
                Loads.records(topics, loaded),
                chaosMicros,
                onlyProtocol(members, client));
    }

    /** The group.protocol that all members have in all their lives, or null. */
    private static @Nullable GroupProtocol onlyProtocol(List<MemberSpec> members, Map<String, String> client) {
        boolean alike = members.stream().allMatch(member -> member.protocols().isEmpty());
        return alike ? GroupTerms.protocol(client) : null;
    }

    /** Starts a scenario with two members, no topic, a millisecond for each record, a minute of chaos and no fault. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }

    /** A builder that holds all of this scenario. */
    public ScenarioBuilder toBuilder() {
        return new ScenarioBuilder(this);
    }

    /** The partitions by number. */
    public List<TopicPartition> partitions() {
        return partitions(topics);
    }

    static List<TopicPartition> partitions(List<Topic> topics) {
        List<TopicPartition> names = new ArrayList<>();
        for (Topic topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                names.add(new TopicPartition(topic.name(), partition));
            }
        }
        return names;
    }

    /** The offset behind the last record of each partition, by number. */
    List<Long> ends() {
        return Loads.ends(topics, loaded);
    }

    /** How many records there will be in all. */
    public long records() {
        return Loads.records(topics, loaded);
    }

    /**
     * The world that a run takes. Where no {@code auto.offset.reset} is set, it is {@code earliest}: Kafka's own default would
     * let a group without offsets skip records.
     *
     * @param seed what small chance is drawn from
     */
    public World toWorld(long seed) {
        Map<String, String> config = new TreeMap<>(client);
        config.putIfAbsent("auto.offset.reset", "earliest");
        return new World(
                name,
                seed,
                pins,
                members,
                Loads.specs(topics, loaded),
                workload.recordBytes(),
                workload.processing(),
                application,
                latency,
                workload.pollTimeoutMicros(),
                Collections.unmodifiableMap(config),
                broker,
                faults,
                chaosMicros,
                quiesceMicros,
                fixes);
    }

    /**
     * This scenario with one topic, filled with the content of a dump, instead of its own; faults anchored to records move to
     * the nearest place that the dump has.
     *
     * @param content by number of partition; those below the highest number without content stay empty
     * @throws BadInput if the dump has no partition or too many
     */
    public Scenario withDump(String topic, Map<Integer, LoadedContent> content) {
        return Loads.dumped(this, topic, content);
    }

    /**
     * This scenario with more settings for its consumers. Under another {@code group.protocol} its own session, heartbeat and lost
     * messages stay what they are, where that protocol has them. One that is given is that of all members in all their lives.
     *
     * @param where what a message names, such as {@code --config}
     * @throws BadInput if a setting cannot be used, or belongs to another {@code group.protocol} than the scenario then has
     */
    public Scenario with(String where, Map<String, String> settings) {
        ClientKeys.check(where, settings);
        GroupProtocol protocol = settings.containsKey(ProtocolKeys.PROTOCOL)
                ? GroupTerms.protocol(settings)
                : GroupTerms.protocol(client);
        ProtocolKeys.check(FieldPath.of(where), settings, protocol);
        Scenario carried = under(protocol);
        Map<String, String> all = new TreeMap<>(carried.client());
        all.putAll(settings);
        List<MemberSpec> alike = settings.containsKey(ProtocolKeys.PROTOCOL)
                ? members.stream()
                        .map(member -> member.withProtocols(List.of()))
                        .toList()
                : members;
        return carried.toBuilder().client(all).members(alike).build();
    }

    /** This scenario under a {@code group.protocol}, with the same times and the same messages lost. */
    Scenario under(GroupProtocol protocol) {
        if (protocol == GroupTerms.protocol(client)) {
            return this;
        }
        GroupTerms terms = new GroupTerms(client, broker, faults).under(protocol);
        return toBuilder()
                .client(terms.client())
                .broker(terms.broker())
                .faults(terms.faults())
                .build();
    }

    /** How complicated this is: numbers that are never negative, of which each simpler scenario has smaller ones, compared in order. */
    public long[] measure() {
        return Measure.of(this).parts().clone();
    }

    /** The smaller scenarios that a shrinker tries, most promising first; each is valid and strictly simpler than this one. */
    public Stream<Scenario> simpler() {
        return Simpler.of(this);
    }
}
