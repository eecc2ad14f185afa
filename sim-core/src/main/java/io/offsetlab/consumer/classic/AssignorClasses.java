package io.offsetlab.consumer.classic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The instances of Kafka's own assignor classes that one client keeps as long as it lives: a sticky one remembers in them what it
 * was given last. Used as Kafka's ConsumerCoordinator uses them.
 */
public final class AssignorClasses {
    private static final Node BROKER = new Node(0, "localhost", 9092);

    private final List<ConsumerPartitionAssignor> assignors;
    private final boolean cooperative;

    /**
     * @param classNames as in partition.assignment.strategy
     * @throws IllegalArgumentException if Kafka cannot make one of them
     */
    public AssignorClasses(List<String> classNames) {
        assignors = instances(classNames);
        cooperative = areCooperative(assignors);
    }

    private static List<ConsumerPartitionAssignor> instances(List<String> classNames) {
        try {
            return ConsumerPartitionAssignor.getAssignorInstances(new ArrayList<>(classNames), new HashMap<>());
        } catch (KafkaException e) {
            throw new IllegalArgumentException("partition.assignment.strategy cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean areCooperative(List<ConsumerPartitionAssignor> assignors) {
        return assignors.stream()
                .allMatch(assignor -> assignor.supportedProtocols().contains(RebalanceProtocol.COOPERATIVE));
    }

    /** Whether clients with this partition.assignment.strategy rebalance cooperatively. */
    static boolean isCooperative(List<String> classNames) {
        return areCooperative(instances(classNames));
    }

    /** Whether partitions are given up only when they move: the highest protocol that all assignors support (S4.26). */
    boolean isCooperative() {
        return cooperative;
    }

    /** The names by which members vote, in the order of the setting. */
    public List<String> names() {
        return assignors.stream().map(ConsumerPartitionAssignor::name).toList();
    }

    /**
     * What this client says of itself when it joins, for the assignor of that name.
     *
     * @param owned the partitions that it owns now
     * @param generation in which they were assigned, or -1
     */
    public Subscription subscription(
            String name, List<String> topics, List<TopicPartition> owned, int generation, @Nullable String instanceId) {
        Subscription subscription = new Subscription(
                topics, named(name).subscriptionUserData(new TreeSet<>(topics)), owned, generation, Optional.empty());
        if (instanceId != null) {
            subscription.setGroupInstanceId(Optional.of(instanceId));
        }
        return subscription;
    }

    /**
     * What the leader of a group assigns, by member id.
     *
     * @param existing the partitions that the leader knows
     * @param subscriptions by member id; a HashMap, as Kafka's coordinator passes one and assignors walk it
     */
    @SuppressWarnings("NonApiType") // its order is what the assignor sees
    public Map<String, Assignment> assign(
            String name, Collection<TopicPartition> existing, HashMap<String, Subscription> subscriptions) {
        return assign(name, cluster(existing), subscriptions);
    }

    Map<String, Assignment> assign(String name, Cluster cluster, Map<String, Subscription> subscriptions) {
        return named(name).assign(cluster, new GroupSubscription(subscriptions)).groupAssignment();
    }

    /** Tells the assignor of that name what its client was given. */
    public void onAssignment(String name, List<TopicPartition> assigned, ConsumerGroupMetadata group) {
        named(name).onAssignment(new Assignment(assigned), group);
    }

    private ConsumerPartitionAssignor named(String name) {
        for (ConsumerPartitionAssignor assignor : assignors) {
            if (assignor.name().equals(name)) {
                return assignor;
            }
        }
        throw new IllegalStateException("the coordinator chose the unknown assignor " + name);
    }

    /** A cluster of one broker without racks. */
    static Cluster cluster(Collection<TopicPartition> existing) {
        Node[] replicas = {BROKER};
        List<PartitionInfo> infos = new ArrayList<>();
        for (TopicPartition name : existing) {
            infos.add(new PartitionInfo(name.topic(), name.partition(), BROKER, replicas, replicas));
        }
        return new Cluster(
                "offsetlab", Collections.singletonList(BROKER), infos, Collections.emptySet(), Collections.emptySet());
    }
}
