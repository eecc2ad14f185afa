package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Consumers of one group with another group.protocol each (S5.23). */
final class BothProtocolsTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @Test
    void aGroupIsUpgradedByItsFirstConsumerOfTheNewProtocolAndDowngradedWhenItsLastOneCloses() {
        Consumer<String, String> classic = Lab.joined(kafka);
        Lab.produce(kafka, A0, 1);
        Lab.produce(kafka, A1, 1);
        classic.poll(Lab.SECOND);
        classic.commitSync();
        Consumer<String, String> modern = Lab.consumer(kafka, "group.protocol", "consumer");
        modern.subscribe(Set.of("a"));

        polls(classic, modern);
        Set<TopicPartition> shared = new HashSet<>(classic.assignment());
        shared.addAll(modern.assignment());
        assertThat(classic.assignment()).hasSize(1);
        assertThat(modern.assignment()).hasSize(1);
        assertThat(shared).containsExactlyInAnyOrder(A0, A1);
        classic.commitSync();
        assertThat(classic.groupMetadata().generationId())
                .isEqualTo(modern.groupMetadata().generationId());

        modern.close();
        polls(classic);
        assertThat(classic.assignment()).containsExactlyInAnyOrder(A0, A1);
        classic.commitSync();
        assertThat(Lab.committed(kafka)).isEqualTo(Map.of(A0, 1L, A1, 1L));
    }

    @SafeVarargs
    private void polls(Consumer<String, String>... consumers) {
        for (int i = 0; i < 12; i++) {
            for (Consumer<String, String> consumer : consumers) {
                consumer.poll(Lab.SECOND);
            }
        }
    }
}
