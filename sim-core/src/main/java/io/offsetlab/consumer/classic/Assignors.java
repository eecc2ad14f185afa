package io.offsetlab.consumer.classic;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Kafka's own assignor classes, as partition.assignment.strategy names them, at work for a member that may lead its group. */
final class Assignors {
    private final ClientContext context;
    private final AssignorClasses classes;
    private @Nullable Cluster metadata;
    private int metadataVersion;

    Assignors(ClientContext context) {
        this.context = context;
        this.classes = new AssignorClasses(context.config().assignors());
    }

    /** Whether partitions are given up only when they move: the highest protocol that all assignors support (S4.26). */
    boolean isCooperative() {
        return classes.isCooperative();
    }

    /**
     * What this member supports, for its JoinGroup.
     *
     * @param owned the partitions that it owns now
     * @param generation in which they were assigned
     */
    List<Request.Protocol> protocols(List<String> topics, int[] owned, int generation) {
        List<Integer> told = inOrderOfNames(owned);
        List<Request.Protocol> protocols = new ArrayList<>();
        for (String assignor : classes.names()) {
            Subscription subscription = classes.subscription(assignor, topics, names(told), generation, null);
            protocols.add(new Request.Protocol(
                    assignor, new Request.Subscription(topics, told, generation, subscription.userData())));
        }
        return protocols;
    }

    /** The assignment of all members, by member id. */
    Map<String, Request.Assignment> assign(String protocolName, List<Answer.Member> members) {
        Map<String, Subscription> subscriptions = new HashMap<>();
        for (Answer.Member member : members) {
            Request.Subscription told = member.subscription();
            Subscription subscription = new Subscription(
                    told.topics(), told.userData(), names(told.owned()), told.generation(), Optional.empty());
            if (member.instanceId() != null) {
                subscription.setGroupInstanceId(Optional.of(member.instanceId()));
            }
            subscriptions.put(member.memberId(), subscription);
        }
        Map<String, ConsumerPartitionAssignor.Assignment> assigned =
                classes.assign(protocolName, metadata(), subscriptions);
        Map<String, Request.Assignment> byMember = new LinkedHashMap<>();
        for (Answer.Member member : members) {
            ConsumerPartitionAssignor.Assignment part = assigned.get(member.memberId());
            if (part != null) {
                byMember.put(member.memberId(), new Request.Assignment(numbers(part.partitions()), part.userData()));
            }
        }
        return byMember;
    }

    /** Tells the chosen assignor what came of it, which sticky ones remember for the next round. */
    @SuppressWarnings(
            "removal") // the class becomes an interface in Kafka 5; until then its constructor is the only way
    void onAssignment(String protocolName, int[] assigned, int generation, String memberId) {
        ConsumerGroupMetadata group = new ConsumerGroupMetadata(
                String.valueOf(context.config().groupId()),
                generation,
                memberId,
                Optional.ofNullable(context.config().instanceId()));
        classes.onAssignment(protocolName, names(inOrderOfNames(assigned)), group);
    }

    private List<Integer> inOrderOfNames(int[] partitions) {
        List<Integer> ordered = new ArrayList<>(partitions.length);
        for (int partition : context.byName(partitions)) {
            ordered.add(partition);
        }
        return ordered;
    }

    private List<TopicPartition> names(List<Integer> partitions) {
        List<TopicPartition> names = new ArrayList<>();
        for (int partition : partitions) {
            names.add(context.partitions().get(partition));
        }
        return names;
    }

    private List<Integer> numbers(List<TopicPartition> names) {
        List<Integer> numbers = new ArrayList<>();
        for (TopicPartition name : names) {
            numbers.add(context.partitions().indexOf(name));
        }
        Collections.sort(numbers);
        return numbers;
    }

    private Cluster metadata() {
        Cluster kept = metadata;
        if (kept == null || metadataVersion != context.metadata().version()) {
            kept = cluster();
            metadata = kept;
            metadataVersion = context.metadata().version();
        }
        return kept;
    }

    private Cluster cluster() {
        List<TopicPartition> existing = new ArrayList<>();
        for (int partition : context.metadata().known()) {
            existing.add(context.partitions().get(partition));
        }
        return AssignorClasses.cluster(existing);
    }
}
