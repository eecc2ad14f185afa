package io.offsetlab.bench;

import io.offsetlab.byo.SimulatedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole scripted test: a cluster, two members that join one after the other, records, a rebalance, a commit by each, and what the
 * group has stored. The number to read is the median, {@code p0.50}.
 */
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ScriptedScenarioBenchmark {
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final Map<String, Object> CONFIG =
            Map.of("group.id", "g", "enable.auto.commit", "false", "auto.offset.reset", "earliest");

    @Benchmark
    public Map<TopicPartition, OffsetAndMetadata> twoMembersARebalanceAndCommits() {
        SimulatedKafka kafka = SimulatedKafka.create();
        kafka.createTopic("orders", 2);
        for (int i = 0; i < 10; i++) {
            kafka.produce("orders", i % 2, "key", "value");
        }
        Consumer<String, String> first = member(kafka);
        while (first.assignment().isEmpty()) {
            first.poll(TIMEOUT);
        }
        Consumer<String, String> second = member(kafka);
        while (second.assignment().isEmpty()) {
            first.poll(TIMEOUT);
            second.poll(TIMEOUT);
        }
        first.commitSync();
        second.poll(TIMEOUT);
        second.commitSync();
        return kafka.committed("g");
    }

    private static Consumer<String, String> member(SimulatedKafka kafka) {
        Consumer<String, String> member = kafka.consumer(CONFIG, new StringDeserializer(), new StringDeserializer());
        member.subscribe(List.of("orders"));
        return member;
    }
}
