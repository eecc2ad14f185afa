package io.offsetlab.scenario;

import io.offsetlab.cluster.World.PartitionSpec;
import io.offsetlab.log.Arrivals;
import io.offsetlab.log.LoadedContent;
import io.offsetlab.scenario.Scenario.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What each partition is filled with: virtual records by its topic's arrivals, or those of a dump. */
final class Loads {
    private static final LoadedContent EMPTY = new LoadedContent(List.of());

    private Loads() {}

    static List<PartitionSpec> specs(List<Topic> topics, Map<TopicPartition, LoadedContent> loaded) {
        List<PartitionSpec> specs = new ArrayList<>();
        for (Topic topic : topics) {
            boolean dumped =
                    loaded.keySet().stream().anyMatch(name -> name.topic().equals(topic.name()));
            for (TopicPartition name : Scenario.partitions(List.of(topic))) {
                LoadedContent content = dumped ? loaded.getOrDefault(name, EMPTY) : null;
                specs.add(new PartitionSpec(name, arrivals(topic.arrivals(), content), content));
            }
        }
        return specs;
    }

    /** The topic's arrivals, counting the records that a dump has for this partition. */
    private static Arrivals arrivals(Arrivals topic, @Nullable LoadedContent content) {
        if (content == null) {
            return topic;
        }
        long total = content.records().size();
        long preloaded = topic.intervalMicros() == 0 ? total : Math.min(total, topic.preloaded());
        return new Arrivals(preloaded, total, topic.intervalMicros(), topic.jitterMicros(), topic.startMicros());
    }

    static Scenario dumped(Scenario scenario, String topic, Map<Integer, LoadedContent> content) {
        int last = content.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
        long longest = content.values().stream()
                .mapToLong(partition -> partition.records().size())
                .max()
                .orElse(0);
        Map<TopicPartition, LoadedContent> loaded = new TreeMap<>(Scenario.BY_NAME);
        content.forEach((partition, records) -> loaded.put(new TopicPartition(topic, partition), records));
        List<Topic> topics = List.of(new Topic(topic, last + 1, Arrivals.burst(longest)));
        return Rebuild.with(scenario, scenario.members(), topics, scenario.faults(), loaded);
    }

    /** The offset behind the last record of each partition, by number; gaps of a dump count. */
    static List<Long> ends(List<Topic> topics, Map<TopicPartition, LoadedContent> loaded) {
        return specs(topics, loaded).stream()
                .map(spec -> spec.loaded() == null ? spec.arrivals().total() : end(spec.loaded()))
                .toList();
    }

    static long records(List<Topic> topics, Map<TopicPartition, LoadedContent> loaded) {
        return specs(topics, loaded).stream()
                .mapToLong(spec -> spec.arrivals().total())
                .sum();
    }

    private static long end(LoadedContent content) {
        int size = content.records().size();
        return size == 0 ? 0 : content.records().get(size - 1).offset() + 1;
    }
}
