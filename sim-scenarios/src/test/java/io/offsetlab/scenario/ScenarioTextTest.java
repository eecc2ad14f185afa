package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.engine.Pins;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Anchor.Step;
import io.offsetlab.fault.Fault;
import io.offsetlab.log.Arrivals;
import io.offsetlab.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risk: a file that a person wrote means something else than it says. */
final class ScenarioTextTest {
    private static final String FULL = """
            name: everything
            about: each field once
            members: [a, {name: b, start: 3s}]
            topics:
              zeta: {partitions: 2, records: 100}
              alpha: {partitions: 1, records: 50, preloaded: 20, every: 10ms, jitter: 2ms, start: 1s}
            processing: {time: 5ms, jitter: 1ms}
            latency: {time: 700us, jitter: 300us}
            poll-timeout: 250ms
            record-bytes: 200
            client: {max.poll.records: 50, enable.auto.commit: true}
            broker: {group.initial.rebalance.delay.ms: 0, offsets.retention.minutes: 7}
            faults:
              - {kind: crash, member: a, when: zeta-1@42, restart: never}
              - {kind: answer-dropped, member: b, when: 12s, count: 2, only: offset-commit}
              - {kind: request-swallowed, member: b, when: group 120}
              - {kind: slow, member: a, when: 'b#1 commit-sent 3', for: 2s, extra: 10ms}
              - {kind: join, member: late, when: 20s}
              - {kind: coordinator-moved, when: 30s, for: 1s}
            until: 2m
            quiesce: 1h
            pins: [latency, {stream: processing, index: -5, value: 7}]
            """;

    private final Scenario full = ScenarioText.read("full.yaml", FULL);

    @Test
    void namesBecomeNumbersInTheOrderOfMembersAndOfTopicNames() {
        assertThat(full.members())
                .containsExactly(
                        new MemberSpec("a", 0),
                        new MemberSpec("b", 3_000_000),
                        new MemberSpec("late", MemberSpec.STARTS_BY_FAULT));
        assertThat(full.partitions()).hasToString("[alpha-0, zeta-0, zeta-1]");
        assertThat(full.faults())
                .containsExactly(
                        Fault.crash(new Anchor.RecordFinished(2, 42), 0, Fault.FOREVER),
                        Fault.answerDropped(new Anchor.AtTime(12_000_000), 1, 2, Request.Kind.OFFSET_COMMIT),
                        Fault.requestSwallowed(new Anchor.GroupFinished(120), 1, 1, null),
                        Fault.slow(new Anchor.Place(1, 1, Step.COMMIT_SENT, 3), 0, 2_000_000, 10_000),
                        Fault.join(new Anchor.AtTime(20_000_000), 2),
                        Fault.coordinatorMoved(new Anchor.AtTime(30_000_000), 1_000_000));
    }

    @Test
    void aMemberWithAnInstanceIdIsAStaticOneAndStaysItInEveryNotation() {
        Scenario scenario = ScenarioText.read("w.yaml", """
                name: w
                members:
                  - plain
                  - {name: fixed, group.instance.id: i-1}
                  - {name: late, start: join, group.instance.id: i-2}
                topics: {orders: {partitions: 1, records: 9}}
                faults:
                  - {kind: join, member: late, when: 5s}
                """);
        assertThat(scenario.members())
                .containsExactly(
                        new MemberSpec("plain", 0),
                        new MemberSpec("fixed", 0, "i-1"),
                        new MemberSpec("late", MemberSpec.STARTS_BY_FAULT, "i-2"));
        assertThat(ScenarioText.read("w.yaml", ScenarioText.yaml(scenario))).isEqualTo(scenario);
        assertThat(ScenarioText.read("w.json", ScenarioText.json(scenario))).isEqualTo(scenario);
        assertThat(scenario.simpler()
                        .anyMatch(simpler -> simpler.members().size() == 3
                                && simpler.members().get(1).instanceId() == null))
                .isTrue();
    }

    @Test
    void timesBecomeMicroseconds() {
        assertThat(full.topics().get(0).arrivals()).isEqualTo(new Arrivals(20, 50, 10_000, 2_000, 1_000_000));
        assertThat(full.topics().get(1).arrivals()).isEqualTo(Arrivals.burst(100));
        assertThat(full.workload().processing().baseMicros()).isEqualTo(5_000);
        assertThat(full.latency().jitterMicros()).isEqualTo(300);
        assertThat(full.workload().pollTimeoutMicros()).isEqualTo(250_000);
        assertThat(full.chaosMicros()).isEqualTo(120_000_000);
        assertThat(full.quiesceMicros()).isEqualTo(3_600_000_000L);
        assertThat(full.broker().initialRebalanceDelayMicros()).isZero();
        assertThat(full.broker().offsetsRetentionMicros()).isEqualTo(420_000_000);
    }

    @Test
    void pinsKeepTheirOrder() {
        assertThat(full.pins())
                .isEqualTo(Pins.NONE.withStream("latency").with(new Pins.Pin("processing", false, -5, 7)));
    }

    @Test
    void jsonIsRecognisedByItsContent() {
        String json = ScenarioText.json(full);
        assertThat(json).startsWith("{\"name\":\"everything\"").doesNotContain("\n");
        assertThat(ScenarioText.read("full.json", json)).isEqualTo(full);
    }

    @Test
    void whatIsLeftOutHasADefault() {
        Scenario least = ScenarioText.read("least.yaml", "{name: least, members: 3, topics: {t: {records: 5}}}");
        assertThat(least)
                .isEqualTo(Scenario.named("least")
                        .members(3)
                        .topic("t", 1)
                        .burst(5)
                        .build());
    }

    @Test
    void writtenYamlIsWhatAPersonWouldWrite() {
        Scenario small = Scenario.named("small")
                .members(2)
                .topic("orders", 2)
                .burst(100)
                .client("max.poll.records", "50")
                .fault(Fault.crash(new Anchor.RecordFinished(0, 42), 0, 5_000_000))
                .build();
        assertThat(ScenarioText.yaml(small)).isEqualTo("""
                        name: small
                        members: 2
                        topics: {orders: {partitions: 2, records: 100}}
                        processing: {time: 1ms}
                        latency: {time: 500us, jitter: 500us}
                        poll-timeout: 100ms
                        record-bytes: 100
                        client: {max.poll.records: 50}
                        faults:
                          - {kind: crash, member: member-1, when: orders-0@42, restart: 5s}
                        until: 1m
                        quiesce: 10m
                        """);
    }

    @Test
    void aMemberThatJoinsBeforeOthersAreListedKeepsItsNumber() {
        Scenario odd = Scenario.named("odd")
                .members(List.of(new MemberSpec("late", MemberSpec.STARTS_BY_FAULT), new MemberSpec("first", 0)))
                .topic("t", 1)
                .burst(1)
                .fault(Fault.join(new Anchor.AtTime(5), 0))
                .build();
        assertThat(ScenarioText.yaml(odd)).contains("{name: late, start: join}");
        assertThat(ScenarioText.read("odd.yaml", ScenarioText.yaml(odd))).isEqualTo(odd);
    }

    @Test
    void aWorldStartsAtTheEarliestOffsetUnlessItSaysOtherwise() {
        assertThat(full.toWorld(1).clientConfig()).containsEntry("auto.offset.reset", "earliest");
        Scenario latest = full.toBuilder().client("auto.offset.reset", "latest").build();
        assertThat(latest.toWorld(1).clientConfig()).containsEntry("auto.offset.reset", "latest");
    }

    @Test
    void aByteOrderMarkIsNoContent() {
        byte[] bytes = ("\uFEFF" + FULL).getBytes(StandardCharsets.UTF_8);
        String text = InputFile.decode("bom.yaml", bytes, Limits.SCENARIO_BYTES);
        assertThat(ScenarioText.read("bom.yaml", text)).isEqualTo(full);
    }
}
