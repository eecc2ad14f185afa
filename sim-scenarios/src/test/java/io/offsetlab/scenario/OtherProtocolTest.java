package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.fault.Fault;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.policy.Policies;
import io.offsetlab.protocol.Request;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.junit.jupiter.api.Test;

/** Risk: a comparison of the two protocols compares two worlds. */
final class OtherProtocolTest {
    private static final Map<String, String> CONSUMER = Map.of("group.protocol", "consumer");

    private static List<Scenario> drawn(String protocol) {
        ScenarioGenerator generator = new ScenarioGenerator(Ranges.DEFAULT.with("protocol", protocol));
        return LongStream.range(0, 300).mapToObj(generator::draw).toList();
    }

    private static long sessionMicros(Scenario scenario) {
        return 1_000 * Long.parseLong(scenario.client().get("session.timeout.ms"));
    }

    private static long heartbeatMicros(Scenario scenario) {
        return 1_000 * Long.parseLong(scenario.client().get("heartbeat.interval.ms"));
    }

    @Test
    void theTimesOfAGroupStayWhatTheyAreWhereTheOtherProtocolHasThem() {
        for (Scenario classic : drawn("classic")) {
            Scenario consumer = classic.with("--config", CONSUMER);
            assertThat(consumer.client()).doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
            assertThat(consumer.broker().consumer().sessionTimeoutMicros()).isEqualTo(sessionMicros(classic));
            assertThat(consumer.broker().consumer().heartbeatIntervalMicros()).isEqualTo(heartbeatMicros(classic));
            assertThat(consumer.client()).doesNotContainKey("partition.assignment.strategy");
        }
    }

    @Test
    void thereAndBackIsTheSameWorldUpToTheAssignorAndWhichMessageOfTheGroupIsLost() {
        for (Scenario classic : drawn("classic")) {
            Scenario back = classic.under(GroupProtocol.CONSUMER).under(GroupProtocol.CLASSIC);
            Map<String, String> client = new TreeMap<>(classic.client());
            client.remove("partition.assignment.strategy");
            assertThat(back.client()).isEqualTo(client);
            assertThat(back.broker()).isEqualTo(classic.broker());
            assertThat(back.faults()).hasSameSizeAs(classic.faults());
            assertThat(back.members()).isEqualTo(classic.members());
            assertThat(back.topics()).isEqualTo(classic.topics());
            assertThat(back.workload()).isEqualTo(classic.workload());
        }
    }

    @Test
    void whoSaysNothingOfTimesHasThoseOfEitherProtocol() {
        Scenario plain = Scenario.named("plain").topic("orders", 1).burst(1).build();
        assertThat(plain.under(GroupProtocol.CONSUMER).broker().consumer()).isEqualTo(ConsumerGroupConfig.DEFAULTS);
        assertThat(plain.under(GroupProtocol.CONSUMER).under(GroupProtocol.CLASSIC))
                .isEqualTo(plain);
    }

    @Test
    void aWorldOfTheConsumerProtocolMayHaveAShorterSessionThanClassicBrokersAllow() {
        Scenario plain =
                Scenario.named("plain").topic("orders", 1).burst(1).build().under(GroupProtocol.CONSUMER);
        Scenario hasty = plain.toBuilder()
                .broker(plain.broker().withConsumer(ConsumerGroupConfig.DEFAULTS.withSession(1_000_000, 100_000)))
                .build();
        assertThat(hasty.under(GroupProtocol.CLASSIC).client())
                .containsEntry("session.timeout.ms", "1000")
                .containsEntry("heartbeat.interval.ms", "100");
    }

    @Test
    void generatedWorldsOfTheConsumerProtocolAreClassicOnesOtherwise() {
        List<Scenario> classic = drawn("classic");
        List<Scenario> consumer = drawn("consumer");
        for (int i = 0; i < classic.size(); i++) {
            assertThat(consumer.get(i).members()).isEqualTo(classic.get(i).members());
            assertThat(consumer.get(i).topics()).isEqualTo(classic.get(i).topics());
            assertThat(consumer.get(i).faults().stream().map(Fault::anchor).toList())
                    .isEqualTo(
                            classic.get(i).faults().stream().map(Fault::anchor).toList());
            assertThat(consumer.get(i).broker().consumer().sessionTimeoutMicros())
                    .isEqualTo(sessionMicros(classic.get(i)));
            assertThat(consumer.get(i).client()).containsEntry("group.protocol", "consumer");
        }
    }

    @Test
    void whatOnlyTheConsumerProtocolHasIsDrawn() {
        List<Scenario> drawn = drawn("consumer");
        assertThat(drawn).anyMatch(scenario -> scenario.client().containsValue("uniform"));
        assertThat(drawn).anyMatch(scenario -> scenario.client().containsValue("range"));
        assertThat(drawn)
                .extracting(scenario -> scenario.broker().consumer().assignmentIntervalMicros())
                .contains(0L, 1_000_000L, 5_000_000L);
        assertThat(drawn)
                .anyMatch(scenario -> scenario.members().stream().anyMatch(member -> member.instanceId() != null));
        assertThat(drawn)
                .anyMatch(scenario -> scenario.faults().stream()
                        .anyMatch(fault -> fault.only() == Request.Kind.CONSUMER_GROUP_HEARTBEAT));
        assertThat(drawn("drawn").stream()
                        .filter(scenario -> scenario.client().containsKey("group.protocol"))
                        .count())
                .isBetween(100L, 200L);
    }

    @Test
    void faultsOfAnotherSeedAreOfTheWorldsProtocol() {
        ScenarioSource source = ScenarioSource.named("generated:protocol=consumer");
        for (long seed = 0; seed < 50; seed++) {
            List<Fault> faults = source.faults(seed, seed + 1_000);
            assertThat(faults).isNotNull();
            assertThat(faults).noneMatch(fault -> fault.only() == Request.Kind.HEARTBEAT);
            assertThat(faults).noneMatch(fault -> fault.only() == Request.Kind.JOIN_GROUP);
        }
    }

    @Test
    void aLostMessageThatNoMemberSendsIsRefused() {
        String text = """
                name: mine
                members: 1
                topics: {orders: {partitions: 1, records: 1}}
                client: {group.protocol: consumer}
                faults: [{kind: answer-dropped, member: member-1, when: 1s, only: heartbeat}]
                """;
        assertThatThrownBy(() -> ScenarioText.read("my.yaml", text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(
                        "faults[0].only: found heartbeat, which no member sends when group.protocol=consumer");
    }

    @Test
    void aSettingOfTheOtherProtocolInAFileIsRefused() {
        String text = """
                name: mine
                members: 1
                topics: {orders: {partitions: 1, records: 1}}
                client: {group.protocol: consumer, session.timeout.ms: 10000}
                """;
        assertThatThrownBy(() -> ScenarioText.read("my.yaml", text))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("client.session.timeout.ms: cannot be set when group.protocol=consumer");
    }

    @Test
    void aPolicyThatAsksForTheOtherProtocolRunsInTheSameWorld() {
        Scenario world = drawn("classic").get(7);
        assertThat(RunSettings.header(world.toWorld(7), Policies.AUTO.withConfig("group.protocol", "consumer"))
                        .clientConfig())
                .containsEntry("group.protocol", "consumer")
                .containsEntry("max.poll.records", world.client().get("max.poll.records"))
                .doesNotContainKey("session.timeout.ms");
    }

    @Test
    void anOwnLoopsSettingOfTheOtherProtocolIsRefused() {
        Scenario world = drawn("classic").get(7);
        OwnLoop loop =
                OwnLoop.named("mine").config("group.remote.assignor", "range").runs(member -> {});
        assertThatThrownBy(() -> JudgedRun.of(world, loop, 7))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("group.remote.assignor: cannot be set when group.protocol=classic");
    }

    @Test
    void aPolicysOwnSettingOfTheOtherProtocolIsRefused() {
        Scenario world = drawn("consumer").get(7);
        assertThatThrownBy(() ->
                        RunSettings.header(world.toWorld(7), Policies.AUTO.withConfig("session.timeout.ms", "10000")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(
                        "policy auto, config.session.timeout.ms: cannot be set when group.protocol=consumer: ");
    }
}
