package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** metrics(): Kafka's names, on virtual time. */
final class ConsumerMetricsTest {
    private static final String COORDINATOR = "consumer-coordinator-metrics";
    private static final String FETCH = "consumer-fetch-manager-metrics";
    private static final String CONSUMER = "consumer-metrics";

    private final SimulatedKafka kafka = Lab.kafka();

    private static double value(Consumer<?, ?> consumer, String group, String name, String... tags) {
        Map<String, String> wanted = new HashMap<>(Map.of("client-id", "consumer-g-1"));
        for (int i = 0; i < tags.length; i += 2) {
            wanted.put(tags[i], tags[i + 1]);
        }
        Object value =
                consumer.metrics().get(new MetricName(name, group, "", wanted)).metricValue();
        return ((Number) value).doubleValue();
    }

    @Test
    void commitsAreCountedAndTimed() {
        Consumer<String, String> consumer = Lab.assigned(kafka);
        for (int i = 0; i < 30; i++) {
            consumer.commitSync(Lab.offset(A0, i));
            kafka.advance(Lab.SECOND);
        }

        assertThat(value(consumer, COORDINATOR, "commit-total")).isEqualTo(30);
        assertThat(value(consumer, COORDINATOR, "commit-rate")).isBetween(0.3, 1.1);
        assertThat(value(consumer, COORDINATOR, "commit-latency-avg")).isBetween(1.0, 5.0);
        assertThat(value(consumer, COORDINATOR, "commit-latency-max")).isBetween(1.0, 5.0);
        assertThat(value(consumer, CONSUMER, "commit-sync-time-ns-total")).isBetween(30e6, 120e6);
    }

    @Test
    void recordsAndLagAreMeasured() {
        Lab.produce(kafka, A0, 500);
        Consumer<String, String> consumer = Lab.assigned(kafka, "max.poll.records", "200");
        consumer.poll(Lab.SECOND);

        assertThat(value(consumer, FETCH, "records-consumed-total")).isEqualTo(200);
        assertThat(value(consumer, FETCH, "records-consumed-rate")).isPositive();
        assertThat(value(consumer, FETCH, "records-lag-max")).isEqualTo(300);
        assertThat(value(consumer, FETCH, "records-lag", "topic", "a", "partition", "0"))
                .isEqualTo(300);
        assertThat(value(consumer, FETCH, "records-consumed-total", "topic", "a"))
                .isEqualTo(200);
        assertThat(value(consumer, FETCH, "fetch-latency-max")).isPositive();

        consumer.assign(List.of(Lab.A1));
        Lab.produce(kafka, Lab.A1, 1);
        consumer.poll(Lab.SECOND);
        assertThat(consumer.metrics().keySet())
                .noneMatch(
                        name -> name.name().equals("records-lag") && name.tags().containsValue("0"));
    }

    @Test
    void pollsAreTimed() {
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.poll(Lab.SECOND);
        kafka.advance(Lab.SECOND);
        consumer.poll(Lab.SECOND);
        kafka.advance(Duration.ofSeconds(3));

        assertThat(value(consumer, CONSUMER, "time-between-poll-avg")).isEqualTo(1000);
        assertThat(value(consumer, CONSUMER, "time-between-poll-max")).isEqualTo(2000);
        assertThat(value(consumer, CONSUMER, "last-poll-seconds-ago")).isEqualTo(4);
        assertThat(value(consumer, CONSUMER, "poll-idle-ratio-avg")).isBetween(0.4, 1.0);
    }

    @Test
    void rebalancesAreCounted() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        assertThat(value(consumer, COORDINATOR, "rebalance-total")).isEqualTo(1);
        assertThat(value(consumer, COORDINATOR, "failed-rebalance-total")).isEqualTo(1);
        assertThat(value(consumer, COORDINATOR, "assigned-partitions")).isEqualTo(2);
        assertThat(value(consumer, COORDINATOR, "join-total")).isEqualTo(1);
        assertThat(value(consumer, COORDINATOR, "sync-total")).isEqualTo(1);
        kafka.advance(Duration.ofSeconds(10));
        assertThat(value(consumer, COORDINATOR, "heartbeat-total")).isEqualTo(3);
        assertThat(value(consumer, COORDINATOR, "last-rebalance-seconds-ago")).isEqualTo(10);
    }

    @Test
    void theConsumerProtocolHasItsOwn() {
        Consumer<String, String> consumer = Lab.joined(kafka, "group.protocol", "consumer");
        consumer.poll(Lab.SECOND);
        assertThat(value(consumer, COORDINATOR, "rebalance-total")).isEqualTo(1);
        assertThat(value(consumer, COORDINATOR, "rebalance-latency-max")).isBetween(0.0, 100.0);
        assertThat(value(consumer, COORDINATOR, "failed-rebalance-total")).isZero();
        assertThat(value(consumer, COORDINATOR, "assigned-partitions")).isEqualTo(2);
        kafka.advance(Duration.ofSeconds(11));
        assertThat(value(consumer, COORDINATOR, "heartbeat-total"))
                .as("joins, acknowledges, and one each five seconds")
                .isEqualTo(4);
        assertThat(value(consumer, COORDINATOR, "last-heartbeat-seconds-ago")).isBetween(0.0, 4.0);
        assertThat(value(consumer, COORDINATOR, "last-rebalance-seconds-ago")).isBetween(11.0, 13.0);
        consumer.commitSync(Lab.offset(A0, 1));
        assertThat(value(consumer, COORDINATOR, "commit-total")).isEqualTo(1);
        assertThat(value(consumer, CONSUMER, "background-event-queue-size")).isZero();
        assertThat(value(consumer, CONSUMER, "background-event-queue-time-max")).isBetween(0.0, 20.0);
        assertThat(value(consumer, CONSUMER, "application-event-queue-size")).isZero();
        assertThat(consumer.metrics().keySet())
                .as("there are no such requests")
                .noneMatch(
                        name -> name.name().startsWith("join-") || name.name().startsWith("sync-"));
    }

    @Test
    void listenersAreTimedUnderBothProtocols() {
        for (String protocol : List.of("classic", "consumer")) {
            Consumer<String, String> consumer =
                    Lab.consumer(kafka, "group.protocol", protocol, "group.id", protocol, "client.id", "consumer-g-1");
            Lab.Listening listening = new Lab.Listening();
            listening.onAssigned = () -> kafka.advance(Duration.ofMillis(70));
            consumer.subscribe(List.of("a"), listening);
            for (int i = 0; i < 10; i++) {
                consumer.poll(Lab.SECOND);
            }
            assertThat(value(consumer, COORDINATOR, "partition-assigned-latency-max"))
                    .as(protocol)
                    .isEqualTo(70);
            consumer.close();
        }
    }

    @Test
    void everyMetricHasADescription() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.poll(Lab.SECOND);

        assertThat(consumer.metrics().keySet())
                .allSatisfy(name -> assertThat(name.description()).isNotBlank());
    }
}
