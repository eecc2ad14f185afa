package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.log.Arrivals;
import io.offsetlab.network.Latency;
import io.offsetlab.scenario.Scenario.Topic;
import io.offsetlab.scenario.Scenario.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.jspecify.annotations.Nullable;

/** Reads the top level of a scenario; what a field leaves out has the default of {@link ScenarioBuilder}. */
final class ScenarioReader {
    /** Kafka's key for what makes a member a static one. */
    static final String INSTANCE = "group.instance.id";

    private final Cursor top;
    private final Scenario defaults =
            Scenario.named("default").members(1).topic("default", 1).build();

    ScenarioReader(Cursor top) {
        this.top = top;
    }

    Scenario read() {
        top.withFields(
                "name",
                "about",
                "members",
                "topics",
                "processing",
                "application",
                "latency",
                "poll-timeout",
                "record-bytes",
                "client",
                "broker",
                "faults",
                "until",
                "quiesce",
                "pins",
                "fixes",
                "dump");
        List<Topic> topics = topics();
        List<MemberSpec> members = members();
        return Scenario.named(top.need("name", "allowed is a name").text("allowed is a name"))
                .about(about(top.get("about")))
                .members(members)
                .topics(topics)
                .workload(workload())
                .application(new ApplicationText(Scenario.partitions(topics)).read(top.get("application")))
                .latency(latency())
                .client(top.texts("client"))
                .broker(BrokerKeys.read(top.get("broker")))
                .faults(faults(members, topics))
                .until(top.duration("until", defaults.chaosMicros()))
                .quiesce(top.duration("quiesce", defaults.quiesceMicros()))
                .pins(pins(top.get("pins")))
                .fixes(FixNames.read(top.get("fixes")))
                .loaded(LoadedText.read(top.get("dump")))
                .build();
    }

    private static String about(@Nullable Cursor about) {
        return about == null ? "" : about.text("allowed is one line of text").strip();
    }

    /** The declared members, then those that only a join fault names. */
    private List<MemberSpec> members() {
        List<MemberSpec> members = new ArrayList<>(declared(top.need("members", "allowed is a number or a list")));
        for (Cursor fault : faultList()) {
            Cursor name = fault.get("member");
            if (FaultText.kind(fault) != FaultKind.JOIN || name == null) {
                continue;
            }
            String joiner = name.text("allowed is the name of a member");
            if (members.stream().noneMatch(member -> member.name().equals(joiner))) {
                ScenarioCheck.name(name.path(), joiner);
                members.add(new MemberSpec(joiner, MemberSpec.STARTS_BY_FAULT));
            }
        }
        return members;
    }

    private static List<MemberSpec> declared(Cursor members) {
        if (members.node() instanceof Node.Scalar) {
            int count = (int) members.number(1, Limits.MEMBERS);
            return Scenario.named("default")
                    .members(count)
                    .topic("default", 1)
                    .build()
                    .members();
        }
        List<MemberSpec> list = new ArrayList<>();
        for (Cursor item : members.items("allowed is a number or a list of names")) {
            boolean plain = item.node() instanceof Node.Scalar;
            list.add(
                    plain
                            ? new MemberSpec(item.text(""), 0)
                            : member(item.withFields("name", "start", INSTANCE, ProtocolKeys.PROTOCOL)));
        }
        ScenarioCheck.between(members.path(), list.size(), 1, Limits.MEMBERS);
        return list;
    }

    private static MemberSpec member(Cursor item) {
        Cursor start = item.get("start");
        Cursor instance = item.get(INSTANCE);
        MemberSpec member =
                new MemberSpec(item.need("name", "allowed is a name").text("allowed is a name"), 0);
        if (instance != null) {
            member = member.withInstanceId(instance.text("allowed is an id"));
        }
        member = member.withProtocols(protocols(item.get(ProtocolKeys.PROTOCOL)));
        if (start == null) {
            return member;
        }
        boolean joins = start.text("allowed is a duration, or join").equals("join");
        return member.startingAt(joins ? MemberSpec.STARTS_BY_FAULT : start.duration());
    }

    /** One for all lives of a member, or a list of one for each. */
    private static List<GroupProtocol> protocols(@Nullable Cursor field) {
        if (field == null) {
            return List.of();
        }
        List<Cursor> lives =
                field.node() instanceof Node.Scalar ? List.of(field) : field.items("allowed is a list of protocols");
        return lives.stream()
                .map(life -> Words.parse(life.path(), life.text("allowed is a protocol"), GroupProtocol.class))
                .toList();
    }

    /** In the order of their names, by which partitions are numbered. */
    private List<Topic> topics() {
        List<Topic> list = new ArrayList<>();
        for (Map.Entry<String, Cursor> topic : top.need("topics", "allowed is a map from names to topics")
                .entries("allowed is a map from names to topics")
                .entrySet()) {
            ScenarioCheck.name(topic.getValue().path(), topic.getKey());
            list.add(topic(topic.getKey(), topic.getValue()));
        }
        list.sort(Comparator.comparing(Topic::name));
        return list;
    }

    private static Topic topic(String name, Cursor topic) {
        topic.withFields("partitions", "records", "preloaded", "every", "jitter", "start");
        int partitions = (int) topic.number("partitions", 1, Limits.PARTITIONS, 1);
        long records = topic.number("records", 0, Limits.RECORDS, 0);
        boolean rate = topic.get("every") != null;
        long preloaded = topic.number("preloaded", 0, records, rate ? 0 : records);
        long every = topic.duration("every", 0);
        Cursor jitter = topic.get("jitter");
        if ((!rate && preloaded < records) || (rate && every == 0)) {
            throw BadInput.at(
                    topic.path().field("every"),
                    "the later " + (records - preloaded) + " records need a time between two of them, "
                            + Durations.ALLOWED);
        }
        if (jitter != null && jitter.duration() > 0 && jitter.duration() >= every) {
            throw jitter.wrong("allowed is less than every, which is " + Durations.text(every));
        }
        return new Topic(
                name,
                partitions,
                new Arrivals(preloaded, records, every, topic.duration("jitter", 0), topic.duration("start", 0)));
    }

    private Workload workload() {
        Workload otherwise = defaults.workload();
        Cursor processing = top.get("processing");
        return new Workload(
                processing == null ? otherwise.processing() : processing(processing.withFields("time", "jitter")),
                (int) top.number("record-bytes", 1, Limits.RECORD_BYTES, otherwise.recordBytes()),
                top.duration("poll-timeout", otherwise.pollTimeoutMicros()));
    }

    private static Processing processing(Cursor field) {
        return new Processing(positive(field.need("time", Durations.ALLOWED)), field.duration("jitter", 0));
    }

    private Latency latency() {
        Cursor field = top.get("latency");
        if (field == null) {
            return defaults.latency();
        }
        field.withFields("time", "jitter");
        return new Latency(positive(field.need("time", Durations.ALLOWED)), field.duration("jitter", 0));
    }

    private static long positive(Cursor field) {
        if (field.duration() == 0) {
            throw field.wrong("allowed is a duration of at least 1us");
        }
        return field.duration();
    }

    private List<Cursor> faultList() {
        Cursor faults = top.get("faults");
        return faults == null ? List.of() : faults.items("allowed is a list of faults");
    }

    private List<Fault> faults(List<MemberSpec> members, List<Topic> topics) {
        FaultText text = new FaultText(new AnchorText(FaultText.names(members), Scenario.partitions(topics)));
        return faultList().stream().map(text::read).toList();
    }

    private static Pins pins(@Nullable Cursor pins) {
        List<Pins.Pin> list = new ArrayList<>();
        for (Cursor pin : pins == null ? List.<Cursor>of() : pins.items("allowed is a list of streams and draws")) {
            if (pin.node() instanceof Node.Scalar) {
                list.add(new Pins.Pin(pin.text(""), true, 0, 0));
            } else {
                pin.withFields("stream", "index", "value");
                String allowed = "allowed is the name of a stream such as latency";
                list.add(new Pins.Pin(
                        pin.need("stream", allowed).text(allowed),
                        false,
                        pin.need("index", "allowed is a whole number").number(Long.MIN_VALUE, Long.MAX_VALUE),
                        pin.need("value", "allowed is a whole number").number(0, Long.MAX_VALUE)));
            }
        }
        return Pins.of(list);
    }
}
