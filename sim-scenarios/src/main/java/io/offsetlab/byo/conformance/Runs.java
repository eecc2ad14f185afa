package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Offsets of one partition in order of arrival, consecutive ones folded: {@code 0-4,2-4}. */
final class Runs {
    static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final List<long[]> runs = new ArrayList<>();

    /** Runs by partition, none yet. */
    static Map<TopicPartition, Runs> byPartition() {
        return new TreeMap<>(BY_NAME);
    }

    static void add(Map<TopicPartition, Runs> all, TopicPartition partition, long offset) {
        all.computeIfAbsent(partition, absent -> new Runs()).add(offset);
    }

    void add(long offset) {
        long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last[1] == offset) {
            last[1]++;
        } else {
            runs.add(new long[] {offset, offset + 1});
        }
    }

    /** Every offset in the order of arrival. */
    List<Long> offsets() {
        List<Long> offsets = new ArrayList<>();
        for (long[] run : runs) {
            for (long offset = run[0]; offset < run[1]; offset++) {
                offsets.add(offset);
            }
        }
        return offsets;
    }

    /** As a recording writes them. */
    static Map<String, String> texts(Map<TopicPartition, Runs> all) {
        Map<String, String> texts = new TreeMap<>();
        all.forEach((partition, runs) -> texts.put(partition.toString(), runs.toString()));
        return texts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long[] run : runs) {
            text.append(text.isEmpty() ? "" : ",").append(run[0]);
            if (run[1] - run[0] > 1) {
                text.append('-').append(run[1] - 1);
            }
        }
        return text.toString();
    }
}
