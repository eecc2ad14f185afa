package io.offsetlab.group.modern;

import io.offsetlab.group.assignor.GroupView;
import io.offsetlab.group.assignor.GroupView.Subscriber;
import io.offsetlab.group.assignor.ServerAssignor;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            for (String topic : member.topics()) {
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

    /** Topics count by name here, also those that do not exist. */
    private boolean isHomogeneous() {
        Set<String> first = null;
        for (ConsumerMember member : group.members()) {
            if (first != null && !first.equals(member.topics())) {
                return false;
            }
            first = member.topics();
        }
        return true;
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

    private TreeSet<Integer> numbers(Map<Uuid, Set<Integer>> partitions) {
        TreeSet<Integer> numbers = new TreeSet<>();
        partitions.forEach((topic, each) ->
                each.forEach(partition -> numbers.add(around.topics().number(topic, partition))));
        return numbers;
    }

    /** What the member is to have, ascending, by the target of now; topics that it gave up or that are gone are left out. */
    TreeSet<Integer> targetOf(ConsumerMember member) {
        TreeSet<Integer> numbers = new TreeSet<>();
        group.target().of(member.id).forEach((topic, each) -> {
            for (int partition : each) {
                int number = around.topics().number(topic, partition);
                if (member.topics().contains(around.topics().topicOf(number))) {
                    numbers.add(number);
                }
            }
        });
        return numbers;
    }
}
