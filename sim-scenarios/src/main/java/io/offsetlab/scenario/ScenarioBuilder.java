package io.offsetlab.scenario;

import io.offsetlab.app.Handling;
import io.offsetlab.app.Processing;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.scenario.Scenario.Topic;
import io.offsetlab.scenario.Scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Says a {@link Scenario} step by step: {@code Scenario.named("x").members(2).topic("orders", 2).burst(100).build()}. Times are
 * microseconds.
 */
public final class ScenarioBuilder {
    static final int RECORD_BYTES = 100;
    static final long POLL_TIMEOUT_MICROS = 100_000;
    static final long QUIESCE_MICROS = 600_000_000;

    private final String name;
    private String about = "";
    private List<MemberSpec> members = new ArrayList<>();
    private final Map<String, Topic> topics = new TreeMap<>();
    private Workload workload = new Workload(new Processing(1_000, 0), RECORD_BYTES, POLL_TIMEOUT_MICROS);
    private Handling application = Handling.PLAIN;
    private Latency latency = new Latency(500, 500);
    private Map<String, String> client = new TreeMap<>();
    private GroupConfig broker = GroupConfig.DEFAULTS;
    private List<Fault> faults = new ArrayList<>();
    private long chaosMicros = 60_000_000;
    private long quiesceMicros = QUIESCE_MICROS;
    private Pins pins = Pins.NONE;
    private Set<KafkaFix> fixes = EnumSet.noneOf(KafkaFix.class);
    private Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Scenario.BY_NAME);
    private String lastTopic = "";

    ScenarioBuilder(String name) {
        this.name = name;
    }

    ScenarioBuilder(Scenario all) {
        this(all.name());
        about = all.about();
        members = new ArrayList<>(all.members());
        all.topics().forEach(topic -> topics.put(topic.name(), topic));
        workload = all.workload();
        application = all.application();
        latency = all.latency();
        client.putAll(all.client());
        broker = all.broker();
        faults = new ArrayList<>(all.faults());
        chaosMicros = all.chaosMicros();
        quiesceMicros = all.quiesceMicros();
        pins = all.pins();
        fixes.addAll(all.fixes());
        loaded.putAll(all.loaded());
    }

    public ScenarioBuilder about(String line) {
        about = line;
        return this;
    }

    /** Exactly {@code member-1} to {@code member-count}, all there from the beginning. */
    public ScenarioBuilder members(int count) {
        List<MemberSpec> list = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            list.add(new MemberSpec("member-" + i, 0));
        }
        return members(list);
    }

    public ScenarioBuilder members(List<MemberSpec> list) {
        members = new ArrayList<>(list);
        return this;
    }

    /** One more member, which a JOIN fault starts. */
    public ScenarioBuilder joiner(String member) {
        if (members.isEmpty()) {
            members(2);
        }
        members.add(new MemberSpec(member, MemberSpec.STARTS_BY_FAULT));
        return this;
    }

    /** A topic without records; what is said next about records holds for it. */
    public ScenarioBuilder topic(String topic, int partitions) {
        topics.put(topic, new Topic(topic, partitions, Arrivals.burst(0)));
        lastTopic = topic;
        return this;
    }

    public ScenarioBuilder topics(List<Topic> list) {
        topics.clear();
        list.forEach(topic -> topics.put(topic.name(), topic));
        return this;
    }

    /** So many records in each partition of the last topic from the beginning. */
    public ScenarioBuilder burst(long records) {
        return arrivals(Arrivals.burst(records));
    }

    /** So many records in each partition of the last topic, one after another. */
    public ScenarioBuilder rate(long records, long intervalMicros, long jitterMicros) {
        return arrivals(Arrivals.rate(records, intervalMicros, jitterMicros));
    }

    /** @throws IllegalStateException if no topic was named before */
    public ScenarioBuilder arrivals(Arrivals arrivals) {
        Topic topic = topics.get(lastTopic);
        if (topic == null) {
            throw new IllegalStateException("records belong to a topic: call topic(name, partitions) first");
        }
        topics.put(lastTopic, new Topic(lastTopic, topic.partitions(), arrivals));
        return this;
    }

    public ScenarioBuilder processing(long baseMicros, long jitterMicros) {
        workload = new Workload(
                new Processing(baseMicros, jitterMicros), workload.recordBytes(), workload.pollTimeoutMicros());
        return this;
    }

    public ScenarioBuilder workload(Workload all) {
        workload = all;
        return this;
    }

    /** What the application is like besides the time it takes for a record. */
    public ScenarioBuilder application(Handling all) {
        application = all;
        return this;
    }

    public ScenarioBuilder latency(long baseMicros, long jitterMicros) {
        latency = new Latency(baseMicros, jitterMicros);
        return this;
    }

    public ScenarioBuilder latency(Latency all) {
        latency = all;
        return this;
    }

    /** Sets a key of Kafka's ConsumerConfig. */
    public ScenarioBuilder client(String key, String value) {
        client.put(key, value);
        return this;
    }

    /** Sets all client settings. */
    public ScenarioBuilder client(Map<String, String> all) {
        client = new TreeMap<>(all);
        return this;
    }

    public ScenarioBuilder broker(GroupConfig config) {
        broker = config;
        return this;
    }

    public ScenarioBuilder fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    public ScenarioBuilder faults(List<Fault> list) {
        faults = new ArrayList<>(list);
        return this;
    }

    /** When the run heals. */
    public ScenarioBuilder until(long micros) {
        chaosMicros = micros;
        return this;
    }

    public ScenarioBuilder quiesce(long micros) {
        quiesceMicros = micros;
        return this;
    }

    public ScenarioBuilder pins(Pins all) {
        pins = all;
        return this;
    }

    /** The clients do not have these bugs of Kafka. */
    public ScenarioBuilder fixes(Set<KafkaFix> mended) {
        fixes = EnumSet.noneOf(KafkaFix.class);
        fixes.addAll(mended);
        return this;
    }

    public ScenarioBuilder loaded(Map<TopicPartition, LoadedContent> content) {
        loaded = new TreeMap<>(Scenario.BY_NAME);
        loaded.putAll(content);
        return this;
    }

    /** @throws BadInput if a part does not fit the others or is out of range */
    public Scenario build() {
        if (members.isEmpty()) {
            members(2);
        }
        return new Scenario(
                name,
                about,
                members,
                List.copyOf(topics.values()),
                workload,
                application,
                latency,
                client,
                broker,
                faults,
                chaosMicros,
                quiesceMicros,
                pins,
                fixes,
                loaded);
    }
}
