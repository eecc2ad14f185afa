package io.offsetlab.byo.conformance;

import io.offsetlab.app.ScriptEntry;
import io.offsetlab.app.ScriptEvent;
import io.offsetlab.app.ScriptOutcome;
import io.offsetlab.protocol.Offsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a script came to in the shape of a recorded outcome. */
final class OutcomeJson {
    private final List<TopicPartition> partitions;

    OutcomeJson(List<TopicPartition> partitions) {
        this.partitions = partitions;
    }

    JsonNode of(ScriptOutcome outcome) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("trace", outcome.entries().stream().map(this::entry).toList());
        all.put("listener", outcome.listener());
        all.put("commitCallbacks", outcome.commitCallbacks());
        all.put("delivered", byConsumer(outcome.delivered()));
        all.put("processed", byConsumer(outcome.processed()));
        all.put("committed", offsets(outcome.committed()));
        if (outcome.processedAnything()) {
            all.put("duplicates", named(outcome.duplicates()));
            all.put("lost", named(outcome.lost()));
        }
        return JsonMapper.shared().valueToTree(all);
    }

    private Map<String, Object> entry(ScriptEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("i", entry.index());
        fields.put("op", entry.op());
        put(fields, "c", entry.consumer());
        put(fields, "r", entry.result());
        putException(fields, entry.thrown());
        if (!entry.events().isEmpty()) {
            Map<String, Object> events = new LinkedHashMap<>();
            entry.events()
                    .forEach((name, ran) ->
                            events.put(name, ran.stream().map(this::event).toList()));
            fields.put("ev", events);
        }
        return fields;
    }

    private Map<String, Object> event(ScriptEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (event instanceof ScriptEvent.Rebalanced call) {
            fields.put("cb", call.callback());
            fields.put(
                    "parts",
                    call.partitions().stream().map(TopicPartition::toString).toList());
        } else if (event instanceof ScriptEvent.Done done) {
            fields.put("do", done.action().text());
            putException(fields, done.thrown());
        } else if (event instanceof ScriptEvent.Committed call) {
            fields.put("cb", "commit");
            fields.put("tag", call.tag());
            fields.put("offsets", offsets(call.offsets()));
            putException(fields, call.thrown());
        }
        return fields;
    }

    private static void putException(Map<String, Object> fields, @Nullable RuntimeException thrown) {
        if (thrown != null) {
            fields.put("ex", thrown.getClass().getName());
            Throwable cause = thrown.getCause();
            put(fields, "cause", cause == null ? null : cause.getClass().getName());
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private Map<String, Object> offsets(Offsets offsets) {
        Map<String, Object> named = new TreeMap<>();
        for (int i = 0; i < offsets.size(); i++) {
            int length = offsets.metadata(i).length();
            Object value = offsets.offset(i);
            if (length > 0) {
                Map<String, Object> both = new LinkedHashMap<>();
                both.put("o", value);
                both.put("metadata", length + " characters");
                value = both;
            }
            named.put(partitions.get(offsets.partition(i)).toString(), value);
        }
        return named;
    }

    private static Map<String, Map<String, String>> byConsumer(Map<String, Map<TopicPartition, String>> runs) {
        Map<String, Map<String, String>> named = new LinkedHashMap<>();
        runs.forEach((name, byPartition) -> named.put(name, named(byPartition)));
        return named;
    }

    private static Map<String, String> named(Map<TopicPartition, String> runs) {
        Map<String, String> named = new LinkedHashMap<>();
        runs.forEach((partition, text) -> named.put(partition.toString(), text));
        return named;
    }
}
