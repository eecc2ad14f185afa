package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One step of a {@link ConsumerCoordinatorCase}. */
sealed interface ConsumerStep {

    /**
     * A heartbeat, also one that joins or leaves. What it does not say is null.
     *
     * @param owned the partitions that the member says it owns
     * @param memberEpoch what it was answered, or null if that was not recorded
     * @param assignment what it was answered, or null for no assignment
     */
    record Beat(
            String client,
            @Nullable String instance,
            int epoch,
            @Nullable List<String> topics,
            @Nullable List<TopicPartition> owned,
            String error,
            @Nullable Integer memberEpoch,
            @Nullable TreeSet<String> assignment)
            implements ConsumerStep {}

    /** @param member the member id that was sent, empty for none */
    record Commit(String client, String member, int epoch, TopicPartition partition, long offset, String error)
            implements ConsumerStep {}

    /** A step that is no request of a member. */
    record Other(CoordinatorStep step) implements ConsumerStep {}

    List<String> OPS = List.of("advance", "commit", "expireOffsets", "fetch", "heartbeat", "leave");

    static ConsumerStep read(JsonFields step, Map<String, Integer> topics) {
        return switch (step.oneOf("op", OPS)) {
            case "heartbeat", "leave" -> beat(step);
            case "commit" ->
                new Commit(
                        step.text("c"),
                        step.text("member"),
                        (int) step.number("generation"),
                        step.partition("tp", topics),
                        step.number("offset"),
                        step.text("error"));
            default -> new Other(CoordinatorStep.read(step, topics));
        };
    }

    private static Beat beat(JsonFields step) {
        TreeSet<String> assignment = null;
        if (step.has("assignment")) {
            assignment = new TreeSet<>();
            for (TopicPartition partition : step.partitions("assignment")) {
                assignment.add(partition.toString());
            }
        }
        return new Beat(
                step.text("c"),
                step.optionalText("instance"),
                (int) step.number("epoch"),
                step.has("topics") ? new ArrayList<>(step.texts("topics")) : null,
                step.has("owned") ? step.partitions("owned") : null,
                step.text("error"),
                step.has("memberEpoch") ? (int) step.number("memberEpoch") : null,
                assignment);
    }
}
