package io.offsetlab.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Partitions of named topics, numbered by topic in the given order and then by partition. */
final class Partitions implements Topology {
    private final List<String> topics = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** @param sizes partitions of each topic */
    Partitions(Map<String, ?> sizes) {
        sizes.forEach((topic, size) -> {
            for (int partition = 0; partition < ((Number) size).intValue(); partition++) {
                topics.add(topic);
                names.add(topic + "-" + partition);
            }
        });
    }

    @Override
    public int partitionCount() {
        return topics.size();
    }

    @Override
    public boolean exists(int partition) {
        return partition >= 0 && partition < topics.size();
    }

    @Override
    public String topicOf(int partition) {
        return topics.get(partition);
    }

    @Override
    public int indexOf(int partition) {
        return Integer.parseInt(
                names.get(partition).substring(topics.get(partition).length() + 1));
    }

    String name(int partition) {
        return names.get(partition);
    }

    int number(String name) {
        return names.indexOf(name);
    }
}
