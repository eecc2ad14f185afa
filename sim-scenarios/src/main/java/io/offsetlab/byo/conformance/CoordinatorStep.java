package io.offsetlab.byo.conformance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One step of a {@link CoordinatorCase}: a request with its answer, time that passes, or an answer that was due. */
sealed interface CoordinatorStep {

    /** Answers that come later are noted by a step of their own. */
    record Join(String client, @Nullable String instance, boolean knownId, int metadata) implements CoordinatorStep {}

    record Sync(String client, int generation, boolean leader) implements CoordinatorStep {}

    /**
     * JoinGroup or SyncGroup was answered.
     *
     * @param fields the answer as recorded, by the names of the recording
     */
    record Answered(Map<String, Object> fields) implements CoordinatorStep {}

    record Heartbeat(String client, int generation, String error) implements CoordinatorStep {}

    record Leave(String client, String error) implements CoordinatorStep {}

    /** @param anonymous whether the member's id was left out */
    record Commit(String client, boolean anonymous, int generation, TopicPartition partition, long offset, String error)
            implements CoordinatorStep {}

    /** All that is stored. */
    record Fetch(Map<String, Object> offsets) implements CoordinatorStep {}

    record Advance(long at, long ms) implements CoordinatorStep {}

    record ExpireOffsets() implements CoordinatorStep {}

    List<String> OPS = List.of(
            "advance", "commit", "expireOffsets", "fetch", "heartbeat", "join", "joined", "leave", "sync", "synced");

    static CoordinatorStep read(JsonFields step, Map<String, Integer> topics) {
        String op = step.oneOf("op", OPS);
        return switch (op) {
            case "advance" -> new Advance(step.number("at"), step.number("ms"));
            case "expireOffsets" -> new ExpireOffsets();
            case "fetch" -> new Fetch(step.inner("offsets").plain());
            case "joined", "synced" -> answered(step);
            default -> request(op, step.text("c"), step, topics);
        };
    }

    private static CoordinatorStep request(String op, String client, JsonFields step, Map<String, Integer> topics) {
        return switch (op) {
            case "join" ->
                new Join(client, step.optionalText("instance"), step.flag("knownId"), (int) step.number("metadata"));
            case "sync" -> new Sync(client, (int) step.number("generation"), step.flag("leader"));
            case "heartbeat" -> new Heartbeat(client, (int) step.number("generation"), step.text("error"));
            case "leave" -> new Leave(client, step.text("error"));
            default ->
                new Commit(
                        client,
                        step.text("member").isEmpty(),
                        (int) step.number("generation"),
                        step.partition("tp", topics),
                        step.number("offset"),
                        step.text("error"));
        };
    }

    private static CoordinatorStep answered(JsonFields step) {
        step.text("c");
        step.text("error");
        Map<String, Object> fields = new TreeMap<>(step.plain());
        fields.remove("at");
        return new Answered(fields);
    }
}
