package io.offsetlab.byo.conformance;

import io.offsetlab.byo.SimulatedKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The steps that act on topics, time and the group, beside all consumers. Times are milliseconds, as in the recordings. */
final class WorldSteps {
    static final List<String> OPS = List.of(
            "topic",
            "addPartitions",
            "deleteTopic",
            "produce",
            "produceTxn",
            "deleteRecords",
            "advance",
            "alterOffsets",
            "deleteOffsets",
            "deleteGroup",
            "groupCommitted",
            "awaitMembers",
            "store");

    private static final int MOST_PARTITIONS = 1_000;
    private static final int MOST_RECORDS = 1_000_000;
    private static final long NOW = Long.MIN_VALUE;
    private static final long AWAITED_AT_MOST_MS = 20_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private WorldSteps() {}

    static Step.Action read(String op, JsonFields step) {
        return switch (op) {
            case "topic" -> topic(step.text("t"), step.count("p", MOST_PARTITIONS));
            case "addPartitions" -> addPartitions(step.text("t"), step.count("p", MOST_PARTITIONS));
            case "deleteTopic" -> deleteTopic(step.text("t"));
            case "produce" ->
                produce(
                        step.partition("tp"),
                        step.count("n", MOST_RECORDS),
                        step.number("ts", NOW),
                        step.number("every", 0));
            case "produceTxn" ->
                produceTransaction(step.partition("tp"), step.count("n", MOST_RECORDS), step.flag("commit"));
            case "deleteRecords" -> deleteRecords(step.partition("tp"), step.number("before"));
            case "advance" -> advance(step.number("ms"));
            default -> ofGroup(op, step);
        };
    }

    private static Step.Action ofGroup(String op, JsonFields step) {
        return switch (op) {
            case "alterOffsets" -> alterOffsets(step.offsets("offsets"));
            case "deleteOffsets" -> deleteOffsets(step.partitions("parts"));
            case "deleteGroup" ->
                stage -> {
                    stage.kafka().deleteGroup(Stage.GROUP);
                    return null;
                };
            case "groupCommitted" -> stage -> Outcome.offsets(stage.kafka().committed(Stage.GROUP));
            case "awaitMembers" -> awaitMembers(step.count("n"));
            default -> WorldSteps::stored;
        };
    }

    private static Step.Action topic(String topic, int partitions) {
        return stage -> {
            stage.kafka().createTopic(topic, partitions);
            return null;
        };
    }

    private static Step.Action addPartitions(String topic, int total) {
        return stage -> {
            stage.kafka().addPartitions(topic, total);
            return null;
        };
    }

    private static Step.Action deleteTopic(String topic) {
        return stage -> {
            stage.kafka().deleteTopic(topic);
            return null;
        };
    }

    private static Step.Action produce(TopicPartition partition, int records, long ts, long every) {
        return stage -> {
            Runs offsets = new Runs();
            SimulatedKafka kafka = stage.kafka();
            for (int i = 0; i < records; i++) {
                long at = ts == NOW ? kafka.nowMillis() : Stage.TIMESTAMP_BASE + ts + i * every;
                byte[] value = ("v" + i).getBytes(StandardCharsets.UTF_8);
                long offset =
                        kafka.produce(partition.topic(), partition.partition(), at, value, value, new RecordHeaders());
                stage.produced(partition).add(offset);
                offsets.add(offset);
            }
            return offsets.toString();
        };
    }

    /** The offsets of the records of an aborted transaction are none that a reader should get. */
    private static Step.Action produceTransaction(TopicPartition partition, int records, boolean commit) {
        return stage -> {
            long first = stage.kafka().produceTransaction(partition, records, commit);
            Runs offsets = new Runs();
            for (long offset = first; offset < first + records; offset++) {
                offsets.add(offset);
            }
            if (commit) {
                stage.produced(partition).addAll(offsets.offsets());
            }
            return offsets.toString();
        };
    }

    private static Step.Action deleteRecords(TopicPartition partition, long before) {
        return stage -> {
            stage.kafka().deleteRecords(partition, before);
            return null;
        };
    }

    private static Step.Action advance(long ms) {
        return stage -> {
            stage.kafka().advance(Duration.ofMillis(ms));
            return null;
        };
    }

    private static Step.Action alterOffsets(Map<TopicPartition, Long> offsets) {
        return stage -> {
            Map<TopicPartition, OffsetAndMetadata> altered = new TreeMap<>(Runs.BY_NAME);
            offsets.forEach((partition, offset) -> altered.put(partition, new OffsetAndMetadata(offset)));
            stage.kafka().alterOffsets(Stage.GROUP, altered);
            return null;
        };
    }

    private static Step.Action deleteOffsets(List<TopicPartition> partitions) {
        Set<TopicPartition> deleted = new TreeSet<>(Runs.BY_NAME);
        deleted.addAll(partitions);
        return stage -> {
            stage.kafka().deleteOffsets(Stage.GROUP, deleted);
            return null;
        };
    }

    /** Waits until the group has so many members; the result is how many it has then. */
    private static Step.Action awaitMembers(int count) {
        return stage -> {
            SimulatedKafka kafka = stage.kafka();
            long until = kafka.nowMillis() + AWAITED_AT_MOST_MS;
            while (kafka.memberCount(Stage.GROUP) != count && kafka.nowMillis() < until) {
                kafka.advance(LOOK_EVERY);
            }
            return kafka.memberCount(Stage.GROUP);
        };
    }

    private static @Nullable Object stored(Stage stage) {
        Map<String, Object> stored = new TreeMap<>();
        stage.store().forEach((partition, offset) -> stored.put(partition.toString(), offset));
        return stored;
    }
}
