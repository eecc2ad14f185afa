package io.offsetlab.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.byo.SimulatedKafka;
import io.offsetlab.metric.MetricCollector;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Promise;
import io.offsetlab.trace.RunHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Situations that no scenario comes into, in runs of a cluster that does: they are not only recognized in traces made up for it. */
final class ElsewhereTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MetricCollector metrics = new MetricCollector(new RunHeader(
            RunHeader.ENGINE_VERSION,
            "test",
            "test",
            new Promise(
                    List.of(InvariantName.LOSS),
                    Formula.UNBOUNDED,
                    Formula.UNBOUNDED,
                    Promise.ResumePoint.COMMITTED_OFFSET),
            1,
            new TreeMap<>(),
            List.of("process-1", "process-2"),
            List.of(ORDERS),
            new Formula.Inputs(500, 300_000_000, 5000)));

    private final SimulatedKafka kafka = SimulatedKafka.builder()
            .broker("group.initial.rebalance.delay.ms", "0")
            .observe(metrics)
            .build();

    private boolean isReached(Situation situation) {
        return metrics.situations()[situation.ordinal()] > 0;
    }

    private Consumer<String, String> member(String instance) {
        Consumer<String, String> member = kafka.consumer(
                Map.of(
                        "group.id",
                        "g",
                        "group.instance.id",
                        instance,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        member.subscribe(List.of(ORDERS.topic()));
        return member;
    }

    private void produce(int records) {
        for (int i = 0; i < records; i++) {
            kafka.produce(ORDERS.topic(), 0, "k", "v");
        }
    }

    /** S8.14 */
    @Test
    void retentionTakesWhatTheGroupHasNotReadYet() {
        kafka.createTopic(ORDERS.topic(), 1, Map.of("retention.ms", "3600000"));
        produce(6);
        Consumer<String, String> before = member("i");
        before.poll(SECOND);
        before.commitSync(Map.of(ORDERS, new OffsetAndMetadata(2)));
        before.close();
        kafka.advance(Duration.ofHours(2));
        produce(1);
        assertThat(isReached(Situation.START_ABOVE_COMMITTED)).isFalse();

        Consumer<String, String> after = member("i");
        assertThat(after.poll(SECOND).count() + after.poll(SECOND).count()).isEqualTo(1);
        assertThat(isReached(Situation.START_ABOVE_COMMITTED)).isTrue();
    }

    @Test
    void twoProcessesWithOneGroupInstanceId() {
        kafka.createTopic(ORDERS.topic(), 1);
        produce(6);
        Consumer<String, String> first = member("i");
        first.poll(SECOND);
        member("i").poll(SECOND);
        assertThat(isReached(Situation.REFUSED_FENCED)).isFalse();

        assertThatThrownBy(first::commitSync).isInstanceOf(FencedInstanceIdException.class);
        assertThat(isReached(Situation.REFUSED_FENCED)).isTrue();
    }

    @Test
    void readingGoesOnBehindWhatCompactionTookAway() {
        kafka.createTopic(ORDERS.topic(), 1);
        produce(6);
        kafka.compact(ORDERS, 2, 4);
        Consumer<String, String> reader = kafka.consumer(
                Map.of("group.id", "g", "max.poll.records", "2", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        reader.assign(List.of(ORDERS));
        assertThat(reader.poll(SECOND).count()).isEqualTo(2);
        assertThat(isReached(Situation.GAP_SKIPPED)).isFalse();
        assertThat(reader.poll(SECOND).count()).isEqualTo(2);
        assertThat(isReached(Situation.GAP_SKIPPED)).isTrue();
    }
}
