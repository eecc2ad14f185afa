package io.offsetlab.consumer.classic;

/** AbstractCoordinator's MemberState. */
enum MemberState {
    /** Not part of the group. */
    UNJOINED,
    /** JoinGroup was sent and is not answered. */
    PREPARING_REBALANCE,
    /** JoinGroup was answered, the assignment is awaited. */
    COMPLETING_REBALANCE,
    /** The assignment has come. */
    STABLE;

    /** Whether the next generation is on its way. */
    boolean isRebalancing() {
        return this == PREPARING_REBALANCE || this == COMPLETING_REBALANCE;
    }

    /** Whether the heartbeat thread runs (S4.22). */
    boolean heartbeats() {
        return this == COMPLETING_REBALANCE || this == STABLE;
    }
}
