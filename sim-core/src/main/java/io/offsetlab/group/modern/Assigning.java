package io.offsetlab.group.modern;

import io.offsetlab.group.assignor.GroupView;
import io.offsetlab.group.assignor.GroupView.Subscriber;
import io.offsetlab.group.assignor.ServerAssignor;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;

/** Computes target assignments. After Kafka's TargetAssignmentBuilder and GroupMetadataManager.maybeUpdateTargetAssignment. */
final class Assigning {
    private final Surroundings around;
    private final ConsumerGroup group;

    Assigning(Surroundings around, ConsumerGroup group) {
        this.around = around;
        this.group = group;
    }

    /** Whether a heartbeat will compute a target, now or once the interval is over. */
    boolean isPending() {
        return group.epoch() > group.target().epoch();
    }

    /** Whether a heartbeat would compute a target now. */
    boolean isDue() {
        return isPending()
                && group.target().mayBeComputed(around.now(), around.config().assignmentIntervalMicros());
    }

    /** Shares out the partitions among the members of now; true if it was due. */
    boolean computeIfDue() {
        if (!isDue()) {
            return false;
        }
        List<Subscriber> members = new ArrayList<>();
        Map<Uuid, Integer> partitionCounts = new HashMap<>();
        for (ConsumerMember member : group.members()) {
            List<Uuid> topics = new ArrayList<>();
            for (String topic : group.topicsOf(member)) {
                Uuid id = around.topics().id(topic);
                if (id != null) {
                    topics.add(id);
                    partitionCounts.put(id, around.topics().partitionCount(id));
                }
            }
            members.add(new Subscriber(
                    member.id, member.instanceId(), topics, group.target().of(member.id)));
        }
        store(assignor().assign(new GroupView(members, partitionCounts, isHomogeneous())));
        return true;
    }

    private ServerAssignor assignor() {
        ServerAssignor assignor = ServerAssignor.named(group.assignor());
        if (assignor == null) {
            throw new IllegalStateException("there is no assignor " + group.assignor());
        }
        return assignor;
    }

    /** Whether all subscribe to the same names, also of topics that do not exist, or all to one pattern and to no names. */
    private boolean isHomogeneous() {
        Set<String> names = null;
        String pattern = "";
        boolean first = true;
        for (ConsumerMember member : group.members()) {
            if (!first && !(member.topics().equals(names) && member.topicRegex().equals(pattern))) {
                return false;
            }
            first = false;
            names = member.topics();
            pattern = member.topicRegex();
        }
        return pattern.isEmpty() || names == null || names.isEmpty();
    }

    private void store(Map<String, Map<Uuid, Set<Integer>>> assigned) {
        group.target().computed(group.epoch(), around.now());
        int[] members = new int[group.size()];
        int[][] partitions = new int[members.length][];
        int i = 0;
        for (ConsumerMember member : group.members()) {
            Map<Uuid, Set<Integer>> own = assigned.getOrDefault(member.id, Collections.emptyMap());
            group.target().put(member.id, own);
            members[i] = member.origin.member();
            partitions[i++] = numbers(own).stream().mapToInt(Integer::intValue).toArray();
        }
        around.facts()
                .accept(new GroupFact.TargetAssignment(
                        around.now(), group.target().epoch(), members, partitions));
    }

    private NavigableSet<Integer> numbers(Map<Uuid, Set<Integer>> partitions) {
        TreeSet<Integer> numbers = new TreeSet<>();
        partitions.forEach((topic, each) ->
                each.forEach(partition -> numbers.add(around.topics().number(topic, partition))));
        return numbers;
    }

    /** What the member is to have, ascending, by the target of now; topics that it gave up or that are gone are left out. */
    NavigableSet<Integer> targetOf(ConsumerMember member) {
        NavigableSet<Integer> numbers = numbers(group.target().of(member.id));
        Set<String> topics = group.topicsOf(member);
        numbers.removeIf(number -> !isSubscribed(topics, number));
        return numbers;
    }

    /** What the target gives the member, ascending, but for topics that are gone. */
    List<Integer> existingTargetOf(ConsumerMember member) {
        NavigableSet<Integer> numbers = numbers(group.target().of(member.id));
        numbers.removeIf(number -> around.topics().id(around.topics().topicOf(number)) == null);
        return List.copyOf(numbers);
    }

    /** Partitions by the ids of their topics; those of topics that are gone are left out. */
    Map<Uuid, Set<Integer>> byTopic(List<Integer> numbers) {
        Map<Uuid, Set<Integer>> byTopic = new HashMap<>();
        for (int number : numbers) {
            Uuid topic = around.topics().id(around.topics().topicOf(number));
            for (int i = 0; topic != null && i < around.topics().partitionCount(topic); i++) {
                if (around.topics().number(topic, i) == number) {
                    byTopic.computeIfAbsent(topic, id -> new HashSet<>()).add(i);
                }
            }
        }
        return byTopic;
    }

    boolean isSubscribed(Set<String> topics, int partition) {
        String topic = around.topics().topicOf(partition);
        return topics.contains(topic) && around.topics().id(topic) != null;
    }
}
