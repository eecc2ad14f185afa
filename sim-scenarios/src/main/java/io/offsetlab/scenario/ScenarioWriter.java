package io.offsetlab.scenario;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.log.Arrivals;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** Turns a scenario into the nodes that {@link ScenarioReader} reads back as an equal one. */
final class ScenarioWriter {
    private ScenarioWriter() {}

    static Node.Fields node(Scenario scenario) {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("name", Node.Scalar.text(scenario.name()));
        if (!scenario.about().isEmpty()) {
            map.put("about", Node.Scalar.text(scenario.about()));
        }
        map.put("members", members(scenario));
        map.put("topics", topics(scenario.topics()));
        Scenario.Workload workload = scenario.workload();
        map.put(
                "processing",
                spread(workload.processing().baseMicros(), workload.processing().jitterMicros()));
        putUnlessEmpty(map, "application", new ApplicationText(scenario.partitions()).write(scenario.application()));
        map.put(
                "latency",
                spread(scenario.latency().baseMicros(), scenario.latency().jitterMicros()));
        map.put("poll-timeout", duration(workload.pollTimeoutMicros()));
        map.put("record-bytes", Node.Scalar.number(workload.recordBytes()));
        putUnlessEmpty(map, "client", settings(scenario.client()));
        putUnlessEmpty(map, "broker", BrokerKeys.write(scenario.broker()));
        ends(map, scenario);
        return new Node.Fields(0, map);
    }

    private static void ends(Map<String, Node> map, Scenario scenario) {
        FaultText text = new FaultText(new AnchorText(FaultText.names(scenario.members()), scenario.partitions()));
        if (!scenario.faults().isEmpty()) {
            map.put(
                    "faults",
                    Node.Items.of(scenario.faults().stream().map(text::write).toList()));
        }
        map.put("until", duration(scenario.chaosMicros()));
        map.put("quiesce", duration(scenario.quiesceMicros()));
        if (!scenario.pins().isEmpty()) {
            map.put(
                    "pins",
                    Node.Items.of(scenario.pins().list().stream()
                            .map(ScenarioWriter::pin)
                            .toList()));
        }
        if (!scenario.fixes().isEmpty()) {
            map.put("fixes", FixNames.write(scenario.fixes()));
        }
        if (!scenario.loaded().isEmpty()) {
            map.put("dump", LoadedText.write(scenario.loaded()));
        }
    }

    /** Those that join are left out where the reader finds them, in the same order, among the faults. */
    private static Node members(Scenario scenario) {
        List<MemberSpec> all = scenario.members();
        List<MemberSpec> declared = new ArrayList<>(all);
        declared.removeIf(member -> member.startMicros() == MemberSpec.STARTS_BY_FAULT);
        List<MemberSpec> read = new ArrayList<>(declared);
        for (Fault fault : scenario.faults()) {
            if (fault.kind() == FaultKind.JOIN) {
                read.add(all.get(fault.member()).withInstanceId(null).withProtocols(List.of()));
            }
        }
        return list(read.equals(all) ? declared : all);
    }

    private static Node list(List<MemberSpec> members) {
        if (members.equals(Scenario.named("any")
                .members(members.size())
                .topic("any", 1)
                .build()
                .members())) {
            return Node.Scalar.number(members.size());
        }
        return Node.Items.of(members.stream().map(ScenarioWriter::member).toList());
    }

    private static Node member(MemberSpec member) {
        String instanceId = member.instanceId();
        if (member.startMicros() == 0
                && instanceId == null
                && member.protocols().isEmpty()) {
            return Node.Scalar.text(member.name());
        }
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("name", Node.Scalar.text(member.name()));
        if (member.startMicros() != 0) {
            boolean joins = member.startMicros() == MemberSpec.STARTS_BY_FAULT;
            map.put("start", joins ? Node.Scalar.text("join") : duration(member.startMicros()));
        }
        if (instanceId != null) {
            map.put(ScenarioReader.INSTANCE, Node.Scalar.text(instanceId));
        }
        if (!member.protocols().isEmpty()) {
            map.put(ProtocolKeys.PROTOCOL, protocols(member.protocols()));
        }
        return new Node.Fields(0, map);
    }

    private static Node protocols(List<GroupProtocol> lives) {
        return lives.size() == 1
                ? Node.Scalar.text(ProtocolKeys.name(lives.get(0)))
                : Node.Items.of(lives.stream()
                        .<Node>map(life -> Node.Scalar.text(ProtocolKeys.name(life)))
                        .toList());
    }

    private static Node topics(List<Topic> topics) {
        Map<String, Node> map = new LinkedHashMap<>();
        topics.forEach(topic -> map.put(topic.name(), topic(topic)));
        return new Node.Fields(0, map);
    }

    private static Node topic(Topic topic) {
        Arrivals arrivals = topic.arrivals();
        boolean rate = arrivals.intervalMicros() > 0;
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("partitions", Node.Scalar.number(topic.partitions()));
        map.put("records", Node.Scalar.number(arrivals.total()));
        if (arrivals.preloaded() != (rate ? 0 : arrivals.total())) {
            map.put("preloaded", Node.Scalar.number(arrivals.preloaded()));
        }
        putDuration(map, "every", arrivals.intervalMicros());
        putDuration(map, "jitter", arrivals.jitterMicros());
        putDuration(map, "start", arrivals.startMicros());
        return new Node.Fields(0, map);
    }

    private static Node spread(long baseMicros, long jitterMicros) {
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("time", duration(baseMicros));
        putDuration(map, "jitter", jitterMicros);
        return new Node.Fields(0, map);
    }

    static Map<String, Node> settings(Map<String, String> config) {
        Map<String, Node> map = new LinkedHashMap<>();
        config.forEach((key, value) -> map.put(key, Node.Scalar.text(value)));
        return map;
    }

    private static Node pin(Pins.Pin pin) {
        if (pin.whole()) {
            return Node.Scalar.text(pin.stream());
        }
        Map<String, Node> map = new LinkedHashMap<>();
        map.put("stream", Node.Scalar.text(pin.stream()));
        map.put("index", Node.Scalar.number(pin.index()));
        map.put("value", Node.Scalar.number(pin.value()));
        return new Node.Fields(0, map);
    }

    private static void putUnlessEmpty(Map<String, Node> map, String name, Map<String, Node> fields) {
        if (!fields.isEmpty()) {
            map.put(name, new Node.Fields(0, fields));
        }
    }

    private static void putDuration(Map<String, Node> map, String name, long micros) {
        if (micros != 0) {
            map.put(name, duration(micros));
        }
    }

    private static Node duration(long micros) {
        return Node.Scalar.text(Durations.text(micros));
    }
}
