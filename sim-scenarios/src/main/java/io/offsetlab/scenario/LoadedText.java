package io.offsetlab.scenario;

import io.offsetlab.log.LoadedContent;
import io.offsetlab.log.LoadedContent.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The content of a dump inside a scenario: partitions by name, records as lists of offset, timestamp, key and value. */
final class LoadedText {
    private LoadedText() {}

    static Map<TopicPartition, LoadedContent> read(@Nullable Cursor dump) {
        Map<TopicPartition, LoadedContent> map = new TreeMap<>(Scenario.BY_NAME);
        if (dump != null) {
            dump.entries("allowed is a map from partitions to records")
                    .forEach((name, records) -> map.put(partition(records.path(), name), content(records)));
        }
        return map;
    }

    private static TopicPartition partition(FieldPath path, String name) {
        int dash = name.lastIndexOf('-');
        if (dash < 1 || !name.substring(dash + 1).matches("[0-9]{1,4}")) {
            throw BadInput.at(path, "found " + Quote.of(name) + ", allowed is a partition such as orders-0");
        }
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    private static LoadedContent content(Cursor records) {
        List<Entry> entries = new ArrayList<>();
        long previous = -1;
        for (Cursor record : records.items("allowed is a list of records")) {
            Entry entry = entry(record.items("allowed is a list of offset, timestamp, key and value"), record);
            if (entry.offset() <= previous) {
                throw BadInput.at(
                        record.path(),
                        "offset " + entry.offset() + " comes after " + previous + ", offsets have to ascend");
            }
            previous = entry.offset();
            entries.add(entry);
        }
        return new LoadedContent(entries);
    }

    private static Entry entry(List<Cursor> parts, Cursor record) {
        if (parts.size() != 4) {
            throw record.wrong("allowed is a list of offset, timestamp, key and value");
        }
        return new Entry(
                parts.get(0).number(0, Long.MAX_VALUE - 1),
                parts.get(1).number(-1, Long.MAX_VALUE),
                textOrNull(parts.get(2)),
                textOrNull(parts.get(3)));
    }

    private static @Nullable String textOrNull(Cursor part) {
        return part.node() instanceof Node.Nothing ? null : part.text("allowed is a text or null");
    }

    static Node write(Map<TopicPartition, LoadedContent> loaded) {
        Map<String, Node> map = new LinkedHashMap<>();
        loaded.forEach((name, content) -> map.put(
                name.toString(),
                Node.Items.of(content.records().stream().map(LoadedText::entry).toList())));
        return new Node.Fields(0, map);
    }

    private static Node entry(Entry entry) {
        return Node.Items.of(List.of(
                Node.Scalar.number(entry.offset()),
                Node.Scalar.number(entry.timestampMillis()),
                text(entry.key()),
                text(entry.value())));
    }

    private static Node text(@Nullable String text) {
        return text == null ? new Node.Nothing(0) : Node.Scalar.text(text);
    }
}
