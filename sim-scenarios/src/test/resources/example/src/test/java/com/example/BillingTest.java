package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.offsetlab.byo.SimulatedKafka;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.testkit.Simulated;
import io.offsetlab.testkit.SimulatedGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;

class BillingTest {

    /** A hundred worlds with crashes, rebalances and lost answers; each order is billed, and no commit runs ahead. */
    @Simulated(
            seeds = 100,
            members = "1..3",
            records = "50..500",
            faults = "0..4",
            keeps = {InvariantName.LOSS, InvariantName.BEYOND, InvariantName.STUCK})
    void billsEveryOrder(SimulatedGroup group) {
        group.config("enable.auto.commit", "false")
                .members(member -> new BillingLoop(
                                member.consumer(new StringDeserializer(), new StringDeserializer()),
                                member.topics(),
                                member.effects()::apply)
                        .run());
    }

    /** One consumer, step by step. */
    @Simulated(seeds = 20)
    void joinsWithinFourSeconds(SimulatedKafka kafka) {
        kafka.createTopic("orders", 1);
        Map<String, Object> config = Map.of("group.id", "billing");
        long begin = kafka.nowMillis();
        try (Consumer<String, String> consumer =
                kafka.consumer(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
        }
        assertTrue(kafka.nowMillis() - begin < 4_000);
    }
}
