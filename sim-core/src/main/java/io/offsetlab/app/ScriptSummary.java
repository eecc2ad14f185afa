package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.OffsetRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Draws the sum of a script that has run. */
final class ScriptSummary {
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Script script;
    private final Map<String, ScriptConsumer> consumers;
    private final Map<Integer, OffsetRanges> processed = new TreeMap<>();
    private final Map<Integer, OffsetRanges> repeated = new TreeMap<>();

    ScriptSummary(Script script, Map<String, ScriptConsumer> consumers) {
        this.script = script;
        this.consumers = consumers;
        consumers.values().forEach(this::count);
    }

    private void count(ScriptConsumer consumer) {
        consumer.records().processed().forEach((partition, runs) -> {
            for (long[] run : runs.pairs()) {
                for (long offset = run[0]; offset < run[1]; offset++) {
                    count(partition, offset);
                }
            }
        });
    }

    private void count(int partition, long offset) {
        if (ranges(processed, partition).add(offset, offset + 1) == 0) {
            ranges(repeated, partition).add(offset, offset + 1);
        }
    }

    private static OffsetRanges ranges(Map<Integer, OffsetRanges> all, int partition) {
        return all.computeIfAbsent(partition, number -> new OffsetRanges());
    }

    ScriptOutcome outcome(List<ScriptEntry> entries) {
        script.world().advance(ScriptWorldSteps.ADMIN_MICROS);
        Map<String, Map<TopicPartition, String>> delivered = new LinkedHashMap<>();
        Map<String, Map<TopicPartition, String>> done = new LinkedHashMap<>();
        consumers.forEach((name, consumer) -> {
            delivered.put(name, texts(consumer.records().delivered()));
            done.put(name, texts(consumer.records().processed()));
        });
        return new ScriptOutcome(
                new ArrayList<>(entries),
                callbacks(entries),
                commitCallbacks(entries),
                delivered,
                done,
                script.world().committed(),
                !processed.isEmpty(),
                duplicates(),
                lost());
    }

    private Map<TopicPartition, String> texts(Map<Integer, ScriptRuns> runs) {
        Map<TopicPartition, String> texts = new TreeMap<>(BY_NAME);
        runs.forEach(
                (partition, offsets) -> texts.put(script.world().partitions().get(partition), offsets.toString()));
        return texts;
    }

    private static Map<String, List<String>> callbacks(List<ScriptEntry> entries) {
        Map<String, List<String>> calls = new TreeMap<>();
        forEach(entries, (name, event) -> {
            if (event instanceof ScriptEvent.Rebalanced call
                    && !call.partitions().isEmpty()) {
                StringBuilder text = new StringBuilder(call.callback());
                call.partitions().forEach(partition -> text.append(' ').append(partition));
                calls.computeIfAbsent(name, c -> new ArrayList<>()).add(text.toString());
            }
        });
        return calls;
    }

    private static Map<String, List<String>> commitCallbacks(List<ScriptEntry> entries) {
        Map<String, List<String>> calls = new TreeMap<>();
        forEach(entries, (name, event) -> {
            if (event instanceof ScriptEvent.Committed call) {
                RuntimeException thrown = call.thrown();
                String how = thrown == null ? "ok" : thrown.getClass().getSimpleName();
                calls.computeIfAbsent(name, c -> new ArrayList<>()).add(call.tag() + ' ' + how);
            }
        });
        return calls;
    }

    private interface EventVisitor {
        void on(String consumer, ScriptEvent event);
    }

    private static void forEach(List<ScriptEntry> entries, EventVisitor visitor) {
        for (ScriptEntry entry : entries) {
            entry.events().forEach((name, events) -> events.forEach(event -> visitor.on(name, event)));
        }
    }

    private Map<TopicPartition, String> duplicates() {
        Map<Integer, ScriptRuns> runs = new TreeMap<>();
        repeated.forEach((partition, ranges) -> {
            for (int i = 0; i < ranges.ranges(); i++) {
                ScriptRecords.add(runs, partition, ranges.from(i), ranges.to(i));
            }
        });
        return texts(runs);
    }

    private Map<TopicPartition, String> lost() {
        Map<Integer, Long> resumeAt = new TreeMap<>(script.store().all());
        Offsets committed = script.world().committed();
        for (int i = 0; i < committed.size(); i++) {
            resumeAt.merge(committed.partition(i), committed.offset(i), Math::max);
        }
        Map<Integer, ScriptRuns> runs = new TreeMap<>();
        resumeAt.forEach((partition, offset) -> {
            long end = Math.min(offset, script.world().endOffset(partition));
            OffsetRanges done = ranges(processed, partition);
            for (long missing = done.firstMissing(0); missing < end; missing = done.firstMissing(missing + 1)) {
                ScriptRecords.add(runs, partition, missing, missing + 1);
            }
        });
        return texts(runs);
    }
}
