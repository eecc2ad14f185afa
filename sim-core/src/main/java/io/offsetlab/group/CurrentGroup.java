package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerProtocol;

/**
 * The one group of this coordinator, whichever protocol it speaks now: at most one of the two exists. Its offsets stay when the
 * protocol changes. After Kafka's Group and the map of groups of GroupMetadataManager.
 */
final class CurrentGroup {
    private final Topology topology;
    private final ClassicGroup classic;
    private final ConsumerProtocol consumer;

    CurrentGroup(Topology topology, ClassicGroup classic, ConsumerProtocol consumer) {
        this.topology = topology;
        this.classic = classic;
        this.consumer = consumer;
    }

    ClassicGroup classic() {
        return classic;
    }

    ConsumerProtocol consumer() {
        return consumer;
    }

    /** Whether the group speaks the consumer protocol. */
    boolean isConsumer() {
        return consumer.exists();
    }

    boolean exists() {
        return consumer.exists() || !classic.isIn(GroupState.DEAD);
    }

    /** Whether the group exists and nobody is a member. */
    boolean isEmpty() {
        return consumer.isEmpty() || classic.isIn(GroupState.EMPTY);
    }

    /** Whether offsets of this partition are protected by a subscription. */
    boolean isSubscribed(int partition) {
        return consumer.exists() ? consumer.isSubscribed(topology.topicOf(partition)) : classic.isSubscribed(partition);
    }

    /** A member of the consumer protocol joins: an empty classic group, or none, becomes one of that protocol (S5.23). */
    boolean becomeConsumer() {
        if (!consumer.exists() && (classic.isIn(GroupState.EMPTY) || classic.isIn(GroupState.DEAD))) {
            if (classic.isIn(GroupState.EMPTY)) {
                classic.delete();
            }
            consumer.create();
        }
        return consumer.exists();
    }

    /** Forgets the group, but not its offsets. */
    void delete() {
        if (consumer.exists()) {
            consumer.delete();
        } else {
            classic.delete();
        }
    }
}
