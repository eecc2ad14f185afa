package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets a step commits: all positions, those behind the last processed records, or these.
 *
 * @param given null unless these are meant
 * @param processed whether the processed ones are meant
 * @param metadataSize length of the metadata string of each
 */
public record ScriptOffsets(@Nullable Map<TopicPartition, Long> given, boolean processed, int metadataSize) {
    /** A commit without arguments. */
    public static final ScriptOffsets POSITIONS = new ScriptOffsets(null, false, 0);

    /** The offsets behind the last processed records. */
    public static final ScriptOffsets PROCESSED = new ScriptOffsets(null, true, 0);

    public static ScriptOffsets of(Map<TopicPartition, Long> given, int metadataSize) {
        return new ScriptOffsets(given, false, metadataSize);
    }

    /** Numbers the partitions of a map. */
    static Offsets numbered(Script script, Map<TopicPartition, Long> named, int metadataSize) {
        TreeMap<Integer, Long> byNumber = new TreeMap<>();
        named.forEach((partition, offset) -> byNumber.put(script.number(partition), offset));
        int[] partitions = new int[byNumber.size()];
        long[] offsets = new long[byNumber.size()];
        String[] metadata = new String[byNumber.size()];
        int i = 0;
        for (Map.Entry<Integer, Long> entry : byNumber.entrySet()) {
            partitions[i] = entry.getKey();
            offsets[i] = entry.getValue();
            metadata[i++] = "m".repeat(metadataSize);
        }
        return Offsets.of(partitions, offsets, metadataSize == 0 ? null : metadata);
    }
}
