package io.offsetlab.consumer.background;

import java.util.List;

/**
 * Partitions that the coordinator has assigned, numbered by the client so that it knows what it has acknowledged
 * (AbstractMembershipManager.LocalAssignment).
 *
 * @param number -1 if there is no assignment
 * @param partitions ascending
 */
record LocalAssignment(int number, List<Integer> partitions) {
    static final LocalAssignment NONE = new LocalAssignment(-1, List.of());

    boolean isNone() {
        return number < 0;
    }

    /** The assignment that follows this one when the coordinator says these partitions. */
    LocalAssignment followedBy(List<Integer> assigned) {
        return !isNone() && assigned.equals(partitions) ? this : new LocalAssignment(number + 1, assigned);
    }

    int[] numbers() {
        return partitions.stream().mapToInt(Integer::intValue).toArray();
    }
}
