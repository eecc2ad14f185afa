package io.offsetlab.scenario;

import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.scenario.Scenario.Topic;
import io.offsetlab.scenario.Scenario.Workload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Whether the parts of a scenario are in range and fit each other. */
final class ScenarioCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9./_-]{1,200}");

    private ScenarioCheck() {}

    static void basics(String name, String about, List<MemberSpec> members, List<Topic> topics, Workload workload) {
        line(FieldPath.of("name"), name, Limits.NAME_CHARS);
        require(!name.isBlank(), FieldPath.of("name"), "found nothing, allowed is a name");
        line(FieldPath.of("about"), about, Limits.TEXT_CHARS);
        members(members);
        topics(topics);
        between(FieldPath.of("record-bytes"), workload.recordBytes(), 1, Limits.RECORD_BYTES);
        duration(FieldPath.of("poll-timeout"), workload.pollTimeoutMicros(), 0);
        duration(FieldPath.of("processing", "time"), workload.processing().baseMicros(), 1);
        duration(FieldPath.of("processing", "jitter"), workload.processing().jitterMicros(), 0);
    }

    /** One line of text that can be printed. */
    static void line(FieldPath path, String text, int most) {
        require(text.length() <= most, path, "found " + text.length() + " characters, allowed are at most " + most);
        boolean printable = text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        require(printable, path, "found " + Quote.of(text) + ", allowed is one line without control characters");
    }

    private static void members(List<MemberSpec> members) {
        between(FieldPath.of("members"), members.size(), 1, Limits.MEMBERS);
        Set<String> names = new TreeSet<>();
        Set<String> instances = new TreeSet<>();
        boolean somebody = false;
        for (int i = 0; i < members.size(); i++) {
            FieldPath path = FieldPath.of("members").item(i);
            MemberSpec member = members.get(i);
            name(path, member.name());
            require(names.add(member.name()), path, "the member " + member.name() + " is there twice");
            instance(path.field(ScenarioReader.INSTANCE), member.instanceId(), instances);
            between(path.field(ProtocolKeys.PROTOCOL), member.protocols().size(), 0, Limits.LIVES);
            if (member.startMicros() != MemberSpec.STARTS_BY_FAULT) {
                somebody = true;
                duration(path.field("start"), member.startMicros(), 0);
            }
        }
        require(somebody, FieldPath.of("members"), "all members start by a fault, at least one has to start by itself");
    }

    /** As the broker wants it, and none twice: the second process would fence the first for good. */
    private static void instance(FieldPath path, @Nullable String id, Set<String> instances) {
        if (id != null) {
            name(path, id);
            boolean dots = id.equals(".") || id.equals("..");
            require(!dots, path, "found " + Quote.of(id) + ", allowed is a name other than '.' and '..'");
            require(instances.add(id), path, "the id " + id + " is there twice");
        }
    }

    private static void topics(List<Topic> topics) {
        require(!topics.isEmpty(), FieldPath.of("topics"), "found no topic, at least one is needed");
        Set<String> names = new TreeSet<>();
        long partitions = 0;
        for (Topic topic : topics) {
            FieldPath path = FieldPath.of("topics").field(topic.name());
            name(path, topic.name());
            require(names.add(topic.name()), path, "the topic is there twice");
            between(path.field("partitions"), topic.partitions(), 1, Limits.PARTITIONS);
            between(path.field("records"), topic.arrivals().total(), 0, Limits.RECORDS);
            duration(path.field("every"), topic.arrivals().intervalMicros(), 0);
            duration(path.field("start"), topic.arrivals().startMicros(), 0);
            partitions += topic.partitions();
        }
        require(
                partitions <= Limits.PARTITIONS,
                FieldPath.of("topics"),
                "found " + partitions + " partitions in all, allowed are at most " + Limits.PARTITIONS);
    }

    static void loaded(List<Topic> topics, Map<TopicPartition, LoadedContent> loaded) {
        List<TopicPartition> names = Scenario.partitions(topics);
        loaded.forEach((name, content) -> {
            FieldPath path = FieldPath.of("dump").field(name.toString());
            require(names.contains(name), path, "the partition does not exist");
            between(path, content.records().size(), 0, Limits.DUMP_RECORDS);
        });
    }

    static void settings(Map<String, String> client, GroupConfig broker) {
        ClientKeys.check(FieldPath.of("client"), client);
        BrokerKeys.check(FieldPath.of("broker"), broker);
        if (GroupTerms.protocol(client) == GroupProtocol.CLASSIC) {
            session(client, broker);
        }
    }

    private static void session(Map<String, String> client, GroupConfig broker) {
        long session = ClientKeys.sessionTimeoutMicros(client);
        boolean accepted = session >= broker.minSessionTimeoutMicros() && session <= broker.maxSessionTimeoutMicros();
        require(
                accepted,
                FieldPath.of("client", "session.timeout.ms"),
                "found " + Durations.text(session) + ", the broker allows from "
                        + Durations.text(broker.minSessionTimeoutMicros()) + " to "
                        + Durations.text(broker.maxSessionTimeoutMicros()));
    }

    static void bounds(long chaosMicros, long quiesceMicros, Pins pins) {
        duration(FieldPath.of("until"), chaosMicros, 0);
        duration(FieldPath.of("quiesce"), quiesceMicros, 1);
        List<Pins.Pin> list = pins.list();
        between(FieldPath.of("pins"), list.size(), 0, Limits.PINS);
        for (int i = 0; i < list.size(); i++) {
            boolean named = STREAM.matcher(list.get(i).stream()).matches();
            require(
                    named,
                    FieldPath.of("pins").item(i),
                    "found " + Quote.of(list.get(i).stream()) + ", allowed is the name of a stream such as latency");
        }
    }

    static void name(FieldPath path, String name) {
        require(
                NAME.matcher(name).matches(),
                path,
                "found " + Quote.of(name) + ", allowed is a name of letters, digits, '.', '_' and '-', at most "
                        + Limits.NAME_CHARS + " characters");
    }

    static void duration(FieldPath path, long micros, long least) {
        require(
                micros >= least && micros <= Limits.DURATION_MICROS,
                path,
                "found " + micros + "us, allowed is a duration from " + Durations.text(least) + " to "
                        + Durations.text(Limits.DURATION_MICROS));
    }

    static void between(FieldPath path, long number, long least, long most) {
        require(
                number >= least && number <= most,
                path,
                "found " + number + ", allowed is a whole number from " + least + " to " + most);
    }

    static void require(boolean condition, FieldPath path, String problem) {
        if (!condition) {
            throw BadInput.at(path, problem);
        }
    }
}
