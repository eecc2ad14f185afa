package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** Collects the partitions that steps name, because a run has to know all of them by number from the beginning. */
final class PartitionScan {
    private static final int MOST_PARTITIONS = 1000;

    private final TreeSet<TopicPartition> found =
            new TreeSet<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));

    void scan(JsonNode step) {
        if (step.path("t").isString() && step.path("p").isInt()) {
            int count = step.path("p").intValue();
            if (count < 1 || count > MOST_PARTITIONS) {
                throw new IllegalArgumentException(
                        "p of a topic must lie between 1 and " + MOST_PARTITIONS + ", but was " + count);
            }
            for (int partition = 0; partition < count; partition++) {
                found.add(new TopicPartition(step.path("t").stringValue(), partition));
            }
        }
        add(step.path("tp"));
        for (JsonNode part : step.path("parts")) {
            add(part);
        }
        if (step.path("offsets").isObject()) {
            for (Map.Entry<String, JsonNode> entry : step.path("offsets").properties()) {
                found.add(partition(entry.getKey()));
            }
        }
    }

    private void add(JsonNode name) {
        if (name.isString()) {
            found.add(partition(name.stringValue()));
        }
    }

    /** A partition as the recordings write it: {@code topic-0}. */
    static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        try {
            return new TopicPartition(text.substring(0, Math.max(0, dash)), Integer.parseInt(text.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "a partition is written as topic, dash and number, but was \"" + text + '"', e);
        }
    }

    List<TopicPartition> found() {
        return new ArrayList<>(found);
    }
}
