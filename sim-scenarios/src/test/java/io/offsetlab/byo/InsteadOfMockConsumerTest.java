package io.offsetlab.byo;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

// This is the example of the README, word for word; InTheReadmeTest compares them.
class InsteadOfMockConsumerTest {
    @Test
    void theNextOwnerGoesOnBehindACommitWhoseAnswerWasLost() {
        SimulatedKafka kafka = SimulatedKafka.create();
        kafka.createTopic("orders", 2);
        Map<String, Object> config = Map.of("group.id", "billing", "enable.auto.commit", "false");
        Consumer<String, String> first = kafka.consumer(config, new StringDeserializer(), new StringDeserializer());
        Consumer<String, String> second = kafka.consumer(config, new StringDeserializer(), new StringDeserializer());
        first.subscribe(List.of("orders"));
        while (first.assignment().size() < 2) first.poll(ofMillis(100));
        kafka.produce("orders", 1, "customer 7", "three books");
        assertEquals(1, first.poll(ofSeconds(1)).count());
        kafka.dropAnswers(first);
        assertThrows(TimeoutException.class, () -> first.commitSync(ofSeconds(5)));
        kafka.heal(first);
        second.subscribe(List.of("orders"));
        for (; second.assignment().isEmpty(); first.poll(ofMillis(100))) second.poll(ofMillis(100));
        assertEquals(1, second.position(new TopicPartition("orders", 1)));
    }
}
