package io.offsetlab.byo.conformance;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The steps that call a method of the consumer for partitions that they name. */
final class PartitionSteps {
    static final List<String> OPS = List.of(
            "assign",
            "seek",
            "seekToBeginning",
            "seekToEnd",
            "pause",
            "resume",
            "position",
            "lag",
            "committed",
            "beginningOffsets",
            "endOffsets",
            "offsetsForTimes");

    private PartitionSteps() {}

    static Step.Action read(String op, String c, JsonFields step) {
        return switch (op) {
            case "seek" -> seek(c, step.partition("tp"), step.number("o"));
            case "offsetsForTimes" -> offsetsForTimes(c, step.partition("tp"), step.number("ts"));
            case "position", "lag", "committed", "beginningOffsets", "endOffsets" ->
                asked(op, c, step.partitions("parts"));
            default -> told(op, c, step.partitions("parts"));
        };
    }

    private static Step.Action seek(String c, TopicPartition partition, long offset) {
        return stage -> {
            stage.member(c).consumer().seek(partition, offset);
            return null;
        };
    }

    private static Step.Action told(String op, String c, List<TopicPartition> partitions) {
        return stage -> {
            Consumer<String, String> consumer = stage.member(c).consumer();
            switch (op) {
                case "assign" -> consumer.assign(partitions);
                case "seekToBeginning" -> consumer.seekToBeginning(partitions);
                case "seekToEnd" -> consumer.seekToEnd(partitions);
                case "pause" -> consumer.pause(partitions);
                default -> consumer.resume(partitions);
            }
            return null;
        };
    }

    private static Step.Action asked(String op, String c, List<TopicPartition> partitions) {
        Set<TopicPartition> set = new TreeSet<>(Runs.BY_NAME);
        set.addAll(partitions);
        return stage -> {
            Consumer<String, String> consumer = stage.member(c).consumer();
            return switch (op) {
                case "committed" -> committed(partitions, consumer.committed(set));
                case "beginningOffsets" -> named(consumer.beginningOffsets(set));
                case "endOffsets" -> named(consumer.endOffsets(set));
                case "lag" -> lags(consumer, partitions);
                default -> positions(consumer, partitions);
            };
        };
    }

    private static Map<String, @Nullable Object> committed(
            List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<String, @Nullable Object> named = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata offset = offsets.get(partition);
            named.put(partition.toString(), offset == null ? null : offset.offset());
        }
        return named;
    }

    private static Map<String, Long> named(Map<TopicPartition, Long> offsets) {
        Map<String, Long> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), offset));
        return named;
    }

    private static Map<String, Long> positions(Consumer<String, String> consumer, List<TopicPartition> partitions) {
        Map<String, Long> positions = new TreeMap<>();
        partitions.forEach(partition -> positions.put(partition.toString(), consumer.position(partition)));
        return positions;
    }

    /** Null where the lag is not known. */
    private static Map<String, @Nullable Object> lags(
            Consumer<String, String> consumer, List<TopicPartition> partitions) {
        Map<String, @Nullable Object> lags = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            OptionalLong lag = consumer.currentLag(partition);
            lags.put(partition.toString(), lag.isPresent() ? lag.getAsLong() : null);
        }
        return lags;
    }

    private static Step.Action offsetsForTimes(String c, TopicPartition partition, long ts) {
        Map<TopicPartition, Long> wanted = new TreeMap<>(Runs.BY_NAME);
        wanted.put(partition, Stage.TIMESTAMP_BASE + ts);
        return stage -> {
            OffsetAndTimestamp found =
                    stage.member(c).consumer().offsetsForTimes(wanted).get(partition);
            if (found == null) {
                return null;
            }
            Map<String, Object> named = new TreeMap<>();
            named.put("o", found.offset());
            named.put("ts", found.timestamp() - Stage.TIMESTAMP_BASE);
            return named;
        };
    }
}
