package io.offsetlab.group.modern;

/** The states of a group of the consumer protocol (S5.3), after Kafka's ConsumerGroupState; they follow from the epochs. */
public enum ConsumerGroupState {
    /** Nobody is a member. */
    EMPTY,
    /** The target assignment is older than the group's epoch. */
    ASSIGNING,
    /** Some member has not reached the target assignment. */
    RECONCILING,
    /** All members have what they are to have. */
    STABLE,
    /** There is no group of this protocol. */
    DEAD
}
