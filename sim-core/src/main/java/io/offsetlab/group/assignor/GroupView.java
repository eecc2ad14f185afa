package io.offsetlab.group.assignor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What an assignor sees of a group. Kafka hands members over in a HashMap of their ids, and the uniform assignor walks it; the order
 * of a HashMap over strings is the same on every JVM, so the same map is walked here.
 */
public final class GroupView {
    private final HashMap<String, Subscriber> members = new HashMap<>();
    private final Map<Uuid, Integer> partitionCounts;
    private final boolean homogeneous;

    /**
     * @param members in the order in which Kafka would put them into its map
     * @param partitionCounts of all topics that any member subscribes to and that exist
     * @param homogeneous whether all members subscribe to the same topics
     */
    public GroupView(List<Subscriber> members, Map<Uuid, Integer> partitionCounts, boolean homogeneous) {
        members.forEach(member -> this.members.put(member.id, member));
        this.partitionCounts = partitionCounts;
        this.homogeneous = homogeneous;
    }

    /**
     * A member.
     *
     * @param topics the topics that it subscribes to and that exist
     * @param target what it was to have by the last assignment
     */
    public record Subscriber(
            String id, @Nullable String instanceId, Collection<Uuid> topics, Map<Uuid, Set<Integer>> target) {}

    boolean isHomogeneous() {
        return homogeneous;
    }

    /** In the order of Kafka's map. */
    Collection<Subscriber> members() {
        return members.values();
    }

    int partitionCount(Uuid topic) {
        Integer count = partitionCounts.get(topic);
        if (count == null) {
            throw new IllegalArgumentException("a member subscribes to topic " + topic + ", which does not exist");
        }
        return count;
    }

    /** Whether any member was to have the partition. */
    boolean isTargeted(Uuid topic, int partition) {
        for (Subscriber member : members.values()) {
            Set<Integer> targeted = member.target.get(topic);
            if (targeted != null && targeted.contains(partition)) {
                return true;
            }
        }
        return false;
    }
}
