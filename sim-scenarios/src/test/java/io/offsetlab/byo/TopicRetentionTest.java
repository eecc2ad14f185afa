package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** The log start is moved by retention: S7.9, S8.14. */
final class TopicRetentionTest {
    private final SimulatedKafka kafka = SimulatedKafka.builder()
            .broker("group.initial.rebalance.delay.ms", "0")
            .broker("log.retention.check.interval.ms", "60000")
            .build();

    private Consumer<String, String> afterTwoHours(String reset) {
        kafka.createTopic("a", 1, Map.of("retention.ms", "3600000"));
        Lab.produce(kafka, A0, 6);
        Consumer<String, String> reader = Lab.assigned(kafka, "auto.offset.reset", reset);
        reader.commitSync(Lab.offset(A0, 2));
        kafka.advance(Duration.ofHours(2));
        return reader;
    }

    @Test
    void theLogStartMovesAndTheCommittedOffsetDoesNot() {
        Consumer<String, String> reader = afterTwoHours("earliest");
        assertThat(reader.beginningOffsets(List.of(A0))).containsEntry(A0, 6L);
        assertThat(Lab.committed(kafka)).containsEntry(A0, 2L);
    }

    @Test
    void whatTheGroupHadNotReadIsJumpedOver() {
        Consumer<String, String> reader = afterTwoHours("earliest");
        Lab.produce(kafka, A0, 1);
        assertThat(Lab.values(reader.poll(Lab.SECOND))).containsExactly("a-0@0");
        assertThat(reader.position(A0)).isEqualTo(7);
    }

    @Test
    void theBrokerLooksOnlyFromTimeToTime() {
        kafka.createTopic("a", 1, Map.of("retention.ms", "10000"));
        Lab.produce(kafka, A0, 1);
        Consumer<String, String> reader = Lab.assigned(kafka);
        kafka.advance(Duration.ofSeconds(29));
        assertThat(reader.beginningOffsets(List.of(A0))).containsEntry(A0, 0L);
        kafka.advance(Duration.ofSeconds(2));
        assertThat(reader.beginningOffsets(List.of(A0))).containsEntry(A0, 1L);
        Lab.produce(kafka, A0, 1);
        kafka.advance(Duration.ofSeconds(55));
        assertThat(reader.beginningOffsets(List.of(A0))).containsEntry(A0, 1L);
    }

    @Test
    void addedPartitionsAreKeptAsLongAndOtherTopicsForEver() {
        kafka.createTopic("b", 1);
        kafka.produce("b", 0, "k", "v");
        afterTwoHours("earliest");
        kafka.addPartitions("a", 2);
        Lab.produce(kafka, Lab.A1, 3);
        Consumer<String, String> reader = Lab.assigned(kafka);
        kafka.advance(Duration.ofHours(2));
        assertThat(reader.beginningOffsets(List.of(Lab.A1))).containsEntry(Lab.A1, 3L);
        assertThat(reader.beginningOffsets(List.of(new org.apache.kafka.common.TopicPartition("b", 0))))
                .containsValue(0L);
    }

    @Test
    void otherSettingsAndValuesAreRefused() {
        assertThatThrownBy(() -> kafka.createTopic("a", 1, Map.of("cleanup.policy", "compact")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("topic setting cleanup.policy: not simulated, allowed are retention.ms, segment.ms");
        assertThatThrownBy(() -> kafka.createTopic("a", 1, Map.of("retention.ms", "-2")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("Invalid value -2 for configuration retention.ms: Value must be at least -1");
        assertThatThrownBy(() -> SimulatedKafka.builder().broker("log.retention.check.interval.ms", "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broker setting log.retention.check.interval.ms: found 0, allowed is a whole number of"
                        + " milliseconds from 1 on");
    }
}
