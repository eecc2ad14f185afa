package io.offsetlab.group.assignor;

import io.offsetlab.group.assignor.GroupView.Subscriber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/**
 * The uniform assignor for members that subscribe to different topics (S6.11): each keeps what it still subscribes to, free
 * partitions go to the least loaded subscribers, and then partitions move from the most to the least loaded ones, topic by topic, a
 * few times over. After Kafka's UniformHeterogeneousAssignmentBuilder.
 */
final class UnequalSubscriptions {
    private static final int MOST_PASSES = 16;
    private static final int NOBODY = -1;

    private final List<Subscriber> members;
    /** By topic, in Kafka's order of walking: most partitions for a subscriber first, then fewest subscribers, then by id. */
    private final TreeMap<Uuid, Topic> topics;

    private final int[] load;

    UnequalSubscriptions(GroupView group) {
        members = new ArrayList<>(group.members());
        load = new int[members.size()];
        Map<Uuid, Topic> found = new HashMap<>();
        for (int member = 0; member < members.size(); member++) {
            for (Uuid id : members.get(member).topics()) {
                found.computeIfAbsent(id, absent -> new Topic(group.partitionCount(absent)))
                        .subscribers
                        .add(member);
            }
        }
        topics = new TreeMap<>(order(found));
        topics.putAll(found);
    }

    private static Comparator<Uuid> order(Map<Uuid, Topic> found) {
        return (one, other) -> {
            Topic first = found.getOrDefault(one, Topic.NONE);
            Topic second = found.getOrDefault(other, Topic.NONE);
            int order = Long.compare(
                    (long) second.owners.length * first.subscribers.size(),
                    (long) first.owners.length * second.subscribers.size());
            if (order == 0) {
                order = Integer.compare(first.subscribers.size(), second.subscribers.size());
            }
            return order == 0 ? one.compareTo(other) : order;
        };
    }

    /** Who subscribes to a topic, ascending, and who is to have its partitions. */
    private static final class Topic {
        static final Topic NONE = new Topic(0);

        final List<Integer> subscribers = new ArrayList<>();
        final int[] owners;

        Topic(int partitions) {
            owners = new int[partitions];
            Arrays.fill(owners, NOBODY);
        }
    }

    Map<String, Map<Uuid, Set<Integer>>> assign() {
        for (int member = 0; member < members.size(); member++) {
            keep(member);
        }
        for (Topic topic : topics.values()) {
            giveOutFree(topic);
        }
        balance();
        return assigned();
    }

    private void keep(int member) {
        Subscriber subscriber = members.get(member);
        for (Map.Entry<Uuid, Set<Integer>> old : subscriber.target().entrySet()) {
            Topic topic = subscriber.topics().contains(old.getKey()) ? topics.get(old.getKey()) : null;
            if (topic != null) {
                for (int partition : old.getValue()) {
                    topic.owners[partition] = member;
                    load[member]++;
                }
            }
        }
    }

    private void giveOutFree(Topic topic) {
        Balancer balancer = null;
        for (int partition = 0; partition < topic.owners.length; partition++) {
            if (topic.owners[partition] == NOBODY) {
                if (balancer == null) {
                    balancer = new Balancer(topic.subscribers, load);
                }
                give(topic, partition, balancer.leastLoaded());
            }
        }
    }

    private void give(Topic topic, int partition, int member) {
        if (topic.owners[partition] != NOBODY) {
            load[topic.owners[partition]]--;
        }
        topic.owners[partition] = member;
        load[member]++;
    }

    /** Until a pass over all topics moved nothing. */
    private void balance() {
        List<Topic> shared = new ArrayList<>(topics.values());
        shared.removeIf(topic -> topic.subscribers.size() < 2);
        Topic lastMoved = null;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            for (Topic topic : shared) {
                if (topic == lastMoved) {
                    return;
                }
                if (balance(topic) || lastMoved == null) {
                    lastMoved = topic;
                }
            }
        }
    }

    /** Moves partitions of a topic between its subscribers; true if any moved. */
    private boolean balance(Topic topic) {
        Balancer balancer = new Balancer(topic.subscribers, load);
        if (balancer.imbalance() <= 1) {
            return false;
        }
        Map<Integer, List<Integer>> owned = new HashMap<>();
        for (int partition = 0; partition < topic.owners.length; partition++) {
            owned.computeIfAbsent(topic.owners[partition], member -> new ArrayList<>())
                    .add(partition);
        }
        boolean moved = false;
        while (!balancer.isBalanced()) {
            int giver = balancer.mostLoaded();
            while (giver != NOBODY && owned.getOrDefault(giver, List.of()).isEmpty()) {
                balancer.excludeMostLoaded();
                giver = balancer.mostLoaded();
            }
            if (giver == NOBODY) {
                break;
            }
            List<Integer> left = owned.getOrDefault(giver, List.of());
            int partition = left.remove(left.size() - 1);
            int taker = balancer.leastLoaded();
            if (balancer.isBalanced()) {
                break;
            }
            give(topic, partition, taker);
            moved = true;
        }
        return moved;
    }

    private Map<String, Map<Uuid, Set<Integer>>> assigned() {
        Map<String, Map<Uuid, Set<Integer>>> assigned = new HashMap<>();
        members.forEach(member -> assigned.put(member.id(), new HashMap<>()));
        topics.forEach((id, topic) -> {
            for (int partition = 0; partition < topic.owners.length; partition++) {
                String owner = members.get(topic.owners[partition]).id();
                assigned.computeIfAbsent(owner, absent -> new HashMap<>())
                        .computeIfAbsent(id, absent -> new HashSet<>())
                        .add(partition);
            }
        });
        return assigned;
    }
}
