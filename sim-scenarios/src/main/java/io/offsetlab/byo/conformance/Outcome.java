package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a played scenario came to in the shape of a recorded outcome. */
final class Outcome {
    private final Stage stage;
    private final Map<TopicPartition, SortedSet<Long>> processed = new TreeMap<>(Runs.BY_NAME);
    private final Map<TopicPartition, SortedSet<Long>> repeated = new TreeMap<>(Runs.BY_NAME);

    private Outcome(Stage stage) {
        this.stage = stage;
        stage.members()
                .values()
                .forEach(member -> member.inbox()
                        .processed()
                        .forEach((partition, runs) -> runs.offsets().forEach(offset -> count(partition, offset))));
    }

    private void count(TopicPartition partition, long offset) {
        if (!processed.computeIfAbsent(partition, absent -> new TreeSet<>()).add(offset)) {
            repeated.computeIfAbsent(partition, absent -> new TreeSet<>()).add(offset);
        }
    }

    static JsonNode of(Stage stage) {
        return JsonMapper.shared().valueToTree(new Outcome(stage).fields());
    }

    private Map<String, Object> fields() {
        Map<TopicPartition, OffsetAndMetadata> committed = stage.kafka().committed(Stage.GROUP);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("trace", stage.trace());
        all.put("listener", callbacks());
        all.put("commitCallbacks", commitCallbacks());
        Map<String, Object> delivered = new LinkedHashMap<>();
        Map<String, Object> done = new LinkedHashMap<>();
        stage.members().forEach((name, member) -> {
            delivered.put(name, Runs.texts(member.inbox().delivered()));
            done.put(name, Runs.texts(member.inbox().processed()));
        });
        all.put("delivered", delivered);
        all.put("processed", done);
        all.put("committed", offsets(committed));
        if (!processed.isEmpty()) {
            all.put("duplicates", folded(repeated));
            all.put("lost", folded(lost(committed)));
        }
        return all;
    }

    /** The calls of listeners that had partitions, over the whole scenario. */
    private Map<String, List<String>> callbacks() {
        Map<String, List<String>> calls = new TreeMap<>();
        forEachEvent((name, event) -> {
            if (event.get("parts") instanceof List<?> parts && !parts.isEmpty()) {
                StringBuilder text = new StringBuilder().append(event.get("cb"));
                parts.forEach(part -> text.append(' ').append(part));
                calls.computeIfAbsent(name, absent -> new ArrayList<>()).add(text.toString());
            }
        });
        return calls;
    }

    private Map<String, List<String>> commitCallbacks() {
        Map<String, List<String>> calls = new TreeMap<>();
        forEachEvent((name, event) -> {
            if (event.get("tag") instanceof String tag) {
                String how =
                        event.get("ex") instanceof String thrown ? thrown.substring(thrown.lastIndexOf('.') + 1) : "ok";
                calls.computeIfAbsent(name, absent -> new ArrayList<>()).add(tag + ' ' + how);
            }
        });
        return calls;
    }

    private interface EventVisitor {
        void on(String member, Map<?, ?> event);
    }

    private void forEachEvent(EventVisitor visitor) {
        for (Map<String, Object> entry : stage.trace()) {
            if (entry.get("ev") instanceof Map<?, ?> byMember) {
                byMember.forEach((name, events) ->
                        ((List<?>) events).forEach(event -> visitor.on((String) name, (Map<?, ?>) event)));
            }
        }
    }

    /** Records below the committed offset, or below what the external store holds, that nobody has processed. */
    private Map<TopicPartition, SortedSet<Long>> lost(Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> resumeAt = new TreeMap<>(Runs.BY_NAME);
        resumeAt.putAll(stage.store());
        committed.forEach((partition, offset) -> resumeAt.merge(partition, offset.offset(), Math::max));
        Map<TopicPartition, SortedSet<Long>> lost = new TreeMap<>(Runs.BY_NAME);
        resumeAt.forEach((partition, offset) -> {
            SortedSet<Long> missing = new TreeSet<>(stage.produced(partition).headSet(offset));
            missing.removeAll(processed.getOrDefault(partition, new TreeSet<>()));
            if (!missing.isEmpty()) {
                lost.put(partition, missing);
            }
        });
        return lost;
    }

    private static Map<String, String> folded(Map<TopicPartition, SortedSet<Long>> offsets) {
        Map<TopicPartition, Runs> runs = Runs.byPartition();
        offsets.forEach((partition, each) -> each.forEach(offset -> Runs.add(runs, partition, offset)));
        return Runs.texts(runs);
    }

    /** Committed offsets; with the length of their metadata where they have some. */
    static Map<String, Object> offsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<String, Object> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), withMetadata(offset)));
        return named;
    }

    private static Object withMetadata(OffsetAndMetadata offset) {
        int length = offset.metadata().length();
        if (length == 0) {
            return offset.offset();
        }
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("o", offset.offset());
        both.put("metadata", length + " characters");
        return both;
    }

    /** Puts the classes of an exception and of its cause. */
    static void putException(Map<String, Object> entry, @Nullable Exception thrown) {
        if (thrown != null) {
            entry.put("ex", thrown.getClass().getName());
            Throwable cause = thrown.getCause();
            Stage.putUnlessNull(
                    entry, "cause", cause == null ? null : cause.getClass().getName());
        }
    }
}
