package io.offsetlab.scenario;

import static org.apache.kafka.clients.consumer.GroupProtocol.CLASSIC;
import static org.apache.kafka.clients.consumer.GroupProtocol.CONSUMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.policy.Policies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A member's group.protocol may be another in each of its lives (S5.23). */
final class ProtocolsOfLivesTest {
    private static final String MEMBERS = """
            name: own
            members:
              - a
              - {name: b, group.protocol: consumer}
              - {name: c, group.protocol: [classic, consumer]}
            topics: {orders: {partitions: 2, records: 10}}
            client: {session.timeout.ms: 9000, heartbeat.interval.ms: 2000}
            """;

    private static Scenario read(String text) {
        return ScenarioText.read("own.yaml", text);
    }

    @Test
    void oneProtocolIsForAllLivesAndTheLastOfAListGoesOn() {
        List<MemberSpec> members = read(MEMBERS).members();
        assertThat(members.get(0).protocolOf(0)).as("the world's").isNull();
        assertThat(members.get(1).protocolOf(0)).isEqualTo(CONSUMER);
        assertThat(members.get(1).protocolOf(3)).isEqualTo(CONSUMER);
        assertThat(members.get(2).protocolOf(0)).isEqualTo(CLASSIC);
        assertThat(members.get(2).protocolOf(1)).isEqualTo(CONSUMER);
        assertThat(members.get(2).protocolOf(2)).isEqualTo(CONSUMER);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Scenario scenario = read(MEMBERS);
        assertThat(read(ScenarioText.yaml(scenario))).isEqualTo(scenario);
        Scenario joined =
                read(MEMBERS.replace("  - a\n", "  - a\n  - {name: d, start: join, group.protocol: consumer}\n")
                        + "faults: [{kind: join, member: d, when: 1s}]\n");
        assertThat(read(ScenarioText.yaml(joined))).isEqualTo(joined);
    }

    @Test
    void aLifeHasNoSettingsOfTheOtherProtocol() {
        var world = read(MEMBERS).toWorld(1);
        assertThat(world.clientSettings(Policies.SYNC_AFTER_BATCH, 0, 0)).containsEntry("session.timeout.ms", "9000");
        assertThat(world.clientSettings(Policies.SYNC_AFTER_BATCH, 2, 1))
                .containsEntry("group.protocol", "consumer")
                .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
    }

    @Test
    void aSettingForAllMembersWinsOverThatOfTheirLives() {
        Scenario alike = read(MEMBERS).with("--config", Map.of("group.protocol", "consumer"));
        assertThat(alike.members()).allMatch(member -> member.protocols().isEmpty());
    }

    @Test
    void anUnknownProtocolIsRefused() {
        assertThatThrownBy(() -> read(MEMBERS.replace("[classic, consumer]", "[classic, modern]")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("members[2].group.protocol[1]: found \"modern\", allowed is classic, consumer");
    }

    @Test
    void simplerWorldsHaveFewerProtocols() {
        Scenario scenario = read(MEMBERS);
        assertThat(scenario.simpler()
                        .map(each -> each.members().get(each.members().size() - 1)))
                .anyMatch(member ->
                        member.name().equals("c") && member.protocols().equals(List.of(CLASSIC)))
                .anyMatch(member ->
                        member.name().equals("c") && member.protocols().isEmpty());
    }
}
