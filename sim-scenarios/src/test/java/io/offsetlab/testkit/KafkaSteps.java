package io.offsetlab.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.offsetlab.byo.SimulatedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.TestInfo;

/** Tests as users write them, for {@link SimulatedTest} to run; some are red. */
class KafkaSteps {
    private int calls;

    private static long startMicros(SimulatedKafka kafka) {
        kafka.createTopic("orders", 1);
        Map<String, Object> config = Map.of("group.id", "billing");
        try (Consumer<String, String> consumer =
                kafka.consumer(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("orders"));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
        }
        return kafka.now().getNano() / 1_000;
    }

    @Simulated(seeds = 5, corpus = "")
    void holds(SimulatedKafka kafka, TestInfo info) {
        assertEquals("holds", info.getTestMethod().orElseThrow().getName());
        assertTrue(startMicros(kafka) > 0);
    }

    @Simulated(seeds = 50, base = 100, corpus = "")
    void failsWithSomeSeed(SimulatedKafka kafka) {
        long micros = startMicros(kafka);
        assertTrue(micros % 7 != 3, () -> "joined after " + micros + " us");
    }

    @Simulated(seeds = 50, base = 100, failures = 3, corpus = "")
    void failsWithThreeSeeds(SimulatedKafka kafka) {
        failsWithSomeSeed(kafka);
    }

    @Simulated(seeds = 3, corpus = "some-seeds.txt")
    void hasACorpus(SimulatedKafka kafka) {
        assertTrue(kafka.now().getNano() == 0);
    }

    @Simulated(seeds = 10, corpus = "")
    void failsOnlyOnce(SimulatedKafka kafka) {
        assertTrue(++calls != 4, "the fourth call");
    }

    @Simulated(seeds = 4, corpus = "")
    void assumesTooMuch(SimulatedKafka kafka) {
        assumeTrue(kafka.memberCount("billing") > 0);
    }

    @Simulated(seeds = 0)
    void hasNoSeeds(SimulatedKafka kafka) {}

    @Simulated(members = "65")
    void hasTooManyMembers(SimulatedKafka kafka) {}

    @Simulated(protocol = "raft")
    void hasAnUnknownProtocol(SimulatedKafka kafka) {}

    @Simulated(client = "max.poll.records")
    void hasASettingWithoutAValue(SimulatedKafka kafka) {}

    @Simulated(members = "3")
    void hasAWorldItDoesNotUse(SimulatedKafka kafka) {}

    @Simulated
    void hasNoParameter() {}

    @Simulated(corpus = "bad-seeds.txt")
    void hasABadCorpus(SimulatedKafka kafka) {}
}
