package io.offsetlab.scenario;

import io.offsetlab.app.Processing;
import io.offsetlab.cluster.GroupTerms;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.group.GroupConfig;
import io.offsetlab.network.Latency;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.scenario.Scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.GroupProtocol;

/** Ends the chaos earlier, pins small chance to its base, goes back to Kafka's defaults, and rounds times. */
public final class SettingReductions {
    private static final List<String> CLASSIC =
            List.of("processing", "latency", "arrivals", "intake", "backoff", "member-id", "survival");
    private static final List<String> CONSUMER =
            List.of("processing", "latency", "arrivals", "snapshot", "backoff", "member-id", "survival");

    private final Scenario scenario;

    SettingReductions(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The streams of the core that clients with these settings draw from, and that shrinking pins as a whole. */
    public static List<String> streams(Map<String, String> client) {
        return GroupTerms.protocol(client) == GroupProtocol.CONSUMER ? CONSUMER : CLASSIC;
    }

    /** A tenth, half, three quarters of the chaos, and it with fewer digits. */
    Stream<Supplier<Scenario>> shorter() {
        long chaos = scenario.chaosMicros();
        return LongStream.concat(LongStream.of(chaos / 10, chaos / 2, chaos / 4 * 3), Rounding.of(chaos))
                .filter(micros -> micros > 0 && micros < chaos)
                .sorted()
                .distinct()
                .mapToObj(micros -> () -> scenario.toBuilder().until(micros).build());
    }

    /** A stream pinned, a setting back at its default. */
    Stream<Supplier<Scenario>> calmer() {
        Stream<Supplier<Scenario>> pinned = streams(scenario.client()).stream()
                .filter(stream -> !isPinned(scenario.pins(), stream))
                .map(stream -> () -> scenario.toBuilder()
                        .pins(scenario.pins().withStream(stream))
                        .build());
        Stream<Supplier<Scenario>> keys = scenario.client().keySet().stream().map(key -> () -> without(key));
        return Stream.of(pinned, unpinned(), unmended(), protocol(), keys, dynamic(), lives(), broker(), usual())
                .flatMap(all -> all);
    }

    /** With one of Kafka's bugs as it is. */
    private Stream<Supplier<Scenario>> unmended() {
        return scenario.fixes().stream().map(fix -> () -> {
            Set<KafkaFix> fewer = EnumSet.copyOf(scenario.fixes());
            fewer.remove(fix);
            return scenario.toBuilder().fixes(fewer).build();
        });
    }

    /** With the protocol that Kafka's consumers have unless they ask for the other. */
    private Stream<Supplier<Scenario>> protocol() {
        boolean classic = GroupTerms.protocol(scenario.client()) == GroupProtocol.CLASSIC;
        return classic ? Stream.of() : Stream.of(() -> scenario.under(GroupProtocol.CLASSIC));
    }

    /** With a draw that is pinned by itself left to its stream. */
    private Stream<Supplier<Scenario>> unpinned() {
        List<Pins.Pin> pins = scenario.pins().list();
        return IntStream.range(0, pins.size()).filter(i -> !pins.get(i).whole()).mapToObj(i -> () -> {
            List<Pins.Pin> fewer = new ArrayList<>(pins);
            fewer.remove(i);
            return scenario.toBuilder().pins(Pins.of(fewer)).build();
        });
    }

    /** With all of the broker's settings back at Kafka's, or one of them. */
    private Stream<Supplier<Scenario>> broker() {
        Stream<Supplier<Scenario>> one = BrokerKeys.write(scenario.broker()).keySet().stream()
                .map(key -> () -> scenario.toBuilder()
                        .broker(BrokerKeys.without(scenario.broker(), key))
                        .build());
        Supplier<Scenario> all =
                () -> scenario.toBuilder().broker(GroupConfig.DEFAULTS).build();
        return Stream.concat(Stream.of(all), one);
    }

    /** With the size of records, the time-out of polls and the bound of the quiet end that scenarios usually have. */
    private Stream<Supplier<Scenario>> usual() {
        Workload workload = scenario.workload();
        return Stream.of(
                () -> scenario.toBuilder()
                        .workload(new Workload(
                                workload.processing(), ScenarioBuilder.RECORD_BYTES, workload.pollTimeoutMicros()))
                        .build(),
                () -> scenario.toBuilder()
                        .workload(new Workload(
                                workload.processing(), workload.recordBytes(), ScenarioBuilder.POLL_TIMEOUT_MICROS))
                        .build(),
                () -> scenario.toBuilder()
                        .quiesce(ScenarioBuilder.QUIESCE_MICROS)
                        .build());
    }

    /** With a static member made a dynamic one. */
    private Stream<Supplier<Scenario>> dynamic() {
        List<MemberSpec> members = scenario.members();
        return IntStream.range(0, members.size())
                .filter(i -> members.get(i).instanceId() != null)
                .mapToObj(i -> () -> {
                    List<MemberSpec> changed = new ArrayList<>(members);
                    changed.set(i, members.get(i).withInstanceId(null));
                    return scenario.toBuilder().members(changed).build();
                });
    }

    /** With the protocol of the world in all of a member's lives, or without the protocol of its last life. */
    private Stream<Supplier<Scenario>> lives() {
        List<MemberSpec> members = scenario.members();
        return IntStream.range(0, members.size())
                .filter(i -> !members.get(i).protocols().isEmpty())
                .boxed()
                .flatMap(i -> {
                    List<GroupProtocol> protocols = members.get(i).protocols();
                    return Stream.of(0, protocols.size() - 1).distinct().map(count -> () -> {
                        List<MemberSpec> changed = new ArrayList<>(members);
                        changed.set(i, members.get(i).withProtocols(protocols.subList(0, count)));
                        return scenario.toBuilder().members(changed).build();
                    });
                });
    }

    private Scenario without(String key) {
        Map<String, String> fewer = new TreeMap<>(scenario.client());
        fewer.remove(key);
        return scenario.toBuilder().client(fewer).build();
    }

    static boolean isPinned(Pins pins, String stream) {
        return pins.list().stream().anyMatch(pin -> pin.whole() && pin.stream().equals(stream));
    }

    /** Rounder times of the application, of messages and of starts. */
    Stream<Supplier<Scenario>> rounder() {
        Workload workload = scenario.workload();
        Latency latency = scenario.latency();
        Processing processing = workload.processing();
        Stream<Supplier<Scenario>> working = positive(processing.baseMicros())
                .mapToObj(micros -> () -> scenario.toBuilder()
                        .processing(micros, processing.jitterMicros())
                        .build());
        Stream<Supplier<Scenario>> traveling = positive(latency.baseMicros())
                .mapToObj(micros -> () -> scenario.toBuilder()
                        .latency(micros, latency.jitterMicros())
                        .build());
        return Stream.of(working, traveling, starts()).flatMap(all -> all);
    }

    private static LongStream positive(long micros) {
        return Rounding.of(micros).filter(rounder -> rounder > 0);
    }

    private Stream<Supplier<Scenario>> starts() {
        List<MemberSpec> members = scenario.members();
        return IntStream.range(0, members.size())
                .filter(i -> members.get(i).startMicros() > 0)
                .boxed()
                .flatMap(i -> LongStream.concat(
                                LongStream.of(0), Rounding.of(members.get(i).startMicros()))
                        .mapToObj(micros -> () -> started(i, micros)));
    }

    private Scenario started(int number, long micros) {
        List<MemberSpec> members = new ArrayList<>(scenario.members());
        members.set(number, members.get(number).startingAt(micros));
        return scenario.toBuilder().members(members).build();
    }
}
