package io.offsetlab.trace;

/** Whose history a fact belongs to: a member (its own number, from 0), the coordinator, the run as a whole, or a partition. */
public final class Lane {
    public static final int COORDINATOR = -1;
    public static final int WORLD = -2;

    private static final int FIRST_PARTITION = -3;

    private Lane() {}

    public static int partition(int partition) {
        return FIRST_PARTITION - partition;
    }

    public static boolean isMember(int lane) {
        return lane >= 0;
    }

    public static boolean isPartition(int lane) {
        return lane <= FIRST_PARTITION;
    }

    /** The partition of a partition's lane. */
    public static int partitionOf(int lane) {
        return FIRST_PARTITION - lane;
    }
}
