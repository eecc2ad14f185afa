package io.offsetlab.group;

import io.offsetlab.group.modern.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Gives topics the ids that the consumer protocol speaks of. Kafka draws them; here the n-th topic, in the order of partition
 * numbers, has {@code new Uuid(1, n)}, so that the assignors' order over ids is the same in every run.
 */
final class TopicIds implements Topics {
    private static final long FAMILY = 1;

    private final Topology topology;
    private final Map<String, Topic> byName = new LinkedHashMap<>();
    private final Map<Uuid, Topic> byId = new HashMap<>();
    private int known;

    TopicIds(Topology topology) {
        this.topology = topology;
    }

    /** A topic with the numbers of all its partitions that were ever spoken of. */
    private static final class Topic {
        final Uuid id;
        final Map<Integer, Integer> numbers = new HashMap<>();

        Topic(Uuid id) {
            this.id = id;
        }
    }

    private void learn() {
        for (; known < topology.partitionCount(); known++) {
            Topic topic = byName.computeIfAbsent(
                    topology.topicOf(known), name -> new Topic(new Uuid(FAMILY, byName.size() + 1L)));
            byId.put(topic.id, topic);
            topic.numbers.put(topology.indexOf(known), known);
        }
    }

    @Override
    public Collection<String> names() {
        learn();
        TreeSet<String> existing = new TreeSet<>(byName.keySet());
        existing.removeIf(name -> id(name) == null);
        return existing;
    }

    @Override
    public @Nullable Uuid id(String name) {
        learn();
        Topic topic = byName.get(name);
        return topic == null || count(topic) == 0 ? null : topic.id;
    }

    @Override
    public int partitionCount(Uuid id) {
        learn();
        Topic topic = byId.get(id);
        return topic == null ? 0 : count(topic);
    }

    private int count(Topic topic) {
        int count = 0;
        while (topology.exists(topic.numbers.getOrDefault(count, -1))) {
            count++;
        }
        return count;
    }

    @Override
    public int number(Uuid id, int partition) {
        Topic topic = byId.get(id);
        Integer number = topic == null ? null : topic.numbers.get(partition);
        if (number == null) {
            throw new IllegalArgumentException("there is no partition " + partition + " of topic " + id);
        }
        return number;
    }

    @Override
    public String topicOf(int number) {
        return topology.topicOf(number);
    }
}
