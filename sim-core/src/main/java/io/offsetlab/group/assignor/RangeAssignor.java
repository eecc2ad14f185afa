package io.offsetlab.group.assignor;

import io.offsetlab.group.assignor.GroupView.Subscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;

/**
 * Gives each subscriber of a topic a contiguous block of its partitions, anew each time: the first ones get one more where it does
 * not come out even (S6.9). After Kafka's RangeAssignor of the group coordinator.
 */
final class RangeAssignor implements ServerAssignor {
    static final String NAME = "range";

    /** Static members by instance id, then dynamic ones by member id (S6.1). */
    private static final Comparator<Subscriber> ORDER = (one, other) -> {
        if (one.instanceId() == null || other.instanceId() == null) {
            boolean alike = one.instanceId() == null && other.instanceId() == null;
            return alike ? one.id().compareTo(other.id()) : one.instanceId() != null ? -1 : 1;
        }
        return one.instanceId().compareTo(other.instanceId());
    };

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Map<Uuid, Set<Integer>>> assign(GroupView group) {
        List<Subscriber> sorted = new ArrayList<>(group.members());
        sorted.sort(ORDER);
        Map<Uuid, Blocks> topics = new HashMap<>();
        for (Subscriber member : sorted) {
            for (Uuid topic : member.topics()) {
                topics.computeIfAbsent(topic, id -> new Blocks(group.partitionCount(id))).subscribers++;
            }
        }
        Map<String, Map<Uuid, Set<Integer>>> assigned = new HashMap<>();
        for (Subscriber member : sorted) {
            Map<Uuid, Set<Integer>> own = new HashMap<>();
            for (Uuid topic : member.topics()) {
                Blocks blocks = topics.get(topic);
                Set<Integer> block = blocks == null ? Collections.emptySet() : blocks.next();
                if (!block.isEmpty()) {
                    own.put(topic, block);
                }
            }
            assigned.put(member.id(), own);
        }
        return assigned;
    }

    /** The blocks of one topic, given out one after the other. */
    private static final class Blocks {
        private final int partitions;
        private int subscribers;
        private int given;
        private int from;

        Blocks(int partitions) {
            this.partitions = partitions;
        }

        Set<Integer> next() {
            int size = partitions / subscribers + (given < partitions % subscribers ? 1 : 0);
            given++;
            Set<Integer> block = new LinkedHashSet<>();
            for (int end = from + size; from < end; from++) {
                block.add(from);
            }
            return block;
        }
    }
}
