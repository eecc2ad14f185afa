package io.offsetlab.bench;

import io.offsetlab.byo.SimulatedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A test's loop through Kafka's interface: 500 records are made available, polled and committed by commitSync. With MockConsumer
 * they are added as they will be returned; here they are produced as bytes and deserialized, and the commit goes to a coordinator.
 * The numbers to compare are records.
 */
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@State(Scope.Thread)
public class ScriptedBenchmark {
    private static final int RECORDS = 500;
    private static final int POLLS_A_WORLD = 100;
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final byte[][] keys = new byte[RECORDS][];
    private final byte[][] values = new byte[RECORDS][];
    private final String[] keyTexts = new String[RECORDS];
    private final String[] valueTexts = new String[RECORDS];
    private SimulatedKafka kafka;
    private Consumer<String, String> simulated;
    private MockConsumer<String, String> mock;
    private int polls;
    private long offset;

    /** What went by, a second. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Passed {
        /** Records returned by polls. */
        public long records;
    }

    /** Makes the content of the records, and both consumers. */
    @Setup(Level.Iteration)
    public void prepare() {
        for (int i = 0; i < RECORDS; i++) {
            keyTexts[i] = "customer-" + i;
            valueTexts[i] = "order " + i + " of customer " + i + ": three books and a pen";
            keys[i] = keyTexts[i].getBytes(StandardCharsets.UTF_8);
            values[i] = valueTexts[i].getBytes(StandardCharsets.UTF_8);
        }
        mock = new MockConsumer<>("earliest");
        mock.assign(List.of(PARTITION));
        mock.updateBeginningOffsets(new HashMap<>(Map.of(PARTITION, 0L)));
        offset = 0;
        world();
    }

    private void world() {
        kafka = SimulatedKafka.create();
        kafka.createTopic("orders", 1);
        simulated = kafka.consumer(
                Map.of("group.id", "g", "enable.auto.commit", "false", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        simulated.assign(List.of(PARTITION));
        polls = 0;
    }

    @Benchmark
    public int mockConsumer(Passed passed) {
        for (int i = 0; i < RECORDS; i++) {
            mock.addRecord(new ConsumerRecord<>("orders", 0, offset++, keyTexts[i], valueTexts[i]));
        }
        int returned = mock.poll(TIMEOUT).count();
        mock.commitSync();
        passed.records += returned;
        return returned;
    }

    @Benchmark
    public int simulatedKafka(Passed passed) {
        if (polls++ == POLLS_A_WORLD) {
            world();
        }
        long now = kafka.nowMillis();
        for (int i = 0; i < RECORDS; i++) {
            kafka.produce("orders", 0, now, keys[i], values[i], null);
        }
        int returned = 0;
        while (returned < RECORDS) {
            returned += simulated.poll(TIMEOUT).count();
        }
        simulated.commitSync();
        passed.records += returned;
        return returned;
    }
}
