package io.offsetlab.byo.conformance;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets a step commits.
 *
 * @param given these, unless null
 * @param processed whether those behind the last processed records are meant; otherwise, and with none given, all positions
 * @param metadataSize length of the metadata of each
 */
record CommittedOffsets(@Nullable Map<TopicPartition, Long> given, boolean processed, int metadataSize) {
    private static final int LONGEST_METADATA = 1_000_000;

    static CommittedOffsets read(JsonFields step) {
        int metadataSize = step.has("metadataSize") ? step.count("metadataSize", LONGEST_METADATA) : 0;
        if (!step.has("offsets")) {
            return new CommittedOffsets(null, false, 0);
        }
        return step.isText("offsets", "processed")
                ? new CommittedOffsets(null, true, 0)
                : new CommittedOffsets(step.offsets("offsets"), false, metadataSize);
    }

    /** What to pass to a commit, or null to pass nothing. */
    @Nullable
    Map<TopicPartition, OffsetAndMetadata> of(Member member) {
        if (processed) {
            return member.inbox().behindProcessed();
        }
        Map<TopicPartition, Long> wanted = given;
        if (wanted == null) {
            return null;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new TreeMap<>(Runs.BY_NAME);
        wanted.forEach(
                (partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset, "m".repeat(metadataSize))));
        return offsets;
    }
}
