package io.offsetlab.group;

/**
 * The states of a classic group, after Kafka's ClassicGroupState. A member's heartbeat and commit are answered by state; the
 * generation counts up exactly when a join phase ends (S4.1, S4.2).
 */
public enum GroupState {
    /**
     * Nobody is a member, but offsets or a generation may be remembered.
     *
     * <p>Actions: a join of a new member starts the initial rebalance; a commit without generation is stored; heartbeats, syncs
     * and leaves are answered UNKNOWN_MEMBER_ID; offsets expire by the time since the group became empty.
     *
     * <p>Transitions: to PREPARING_REBALANCE when a member joins; to DEAD when the cleanup finds no offsets, or an administrator
     * deletes the group.
     */
    EMPTY,

    /**
     * The join phase: members are asked to join again and wait, parked, for the next generation.
     *
     * <p>Actions: joins are parked; heartbeats renew the session and are answered REBALANCE_IN_PROGRESS; commits of the previous
     * generation are stored, because its number still stands; syncs are answered REBALANCE_IN_PROGRESS.
     *
     * <p>Transitions: to COMPLETING_REBALANCE when all members have joined or the time for it is over; to EMPTY if nobody is
     * left then.
     */
    PREPARING_REBALANCE,

    /**
     * The sync phase: members know the new generation and wait, parked, for the leader's assignment.
     *
     * <p>Actions: syncs are parked; heartbeats are answered NONE; commits are answered REBALANCE_IN_PROGRESS; a join with
     * unchanged metadata is answered with the generation at once.
     *
     * <p>Transitions: to STABLE when the leader's assignment is stored; to PREPARING_REBALANCE when a member joins with changed
     * metadata, leaves, fails or does not sync in time.
     */
    COMPLETING_REBALANCE,

    /**
     * All members may fetch their assignment and work.
     *
     * <p>Actions: syncs are answered with the stored assignment; heartbeats are answered NONE; commits are stored; a follower's
     * join with unchanged metadata is answered with the generation at once.
     *
     * <p>Transitions: to PREPARING_REBALANCE when a member joins, leaves or fails, or the leader joins again.
     */
    STABLE,

    /**
     * The group is not here: never created, deleted, or being loaded by a coordinator that took over.
     *
     * <p>Actions: a join without member id or a commit without generation creates it; all else is answered UNKNOWN_MEMBER_ID, a
     * commit GROUP_ID_NOT_FOUND.
     *
     * <p>Transitions: to EMPTY when it is created; to EMPTY or STABLE when it is loaded.
     */
    DEAD;

    /** Whether a rebalance can start from here. */
    boolean canRebalance() {
        return this == EMPTY || hasGeneration();
    }

    /** Whether members have a current generation, so that their heartbeats are answered NONE. */
    boolean hasGeneration() {
        return this == STABLE || this == COMPLETING_REBALANCE;
    }

    /** Whether this state may come directly after another one. */
    boolean mayFollow(GroupState previous) {
        return switch (this) {
            case EMPTY -> previous == PREPARING_REBALANCE || previous == DEAD;
            case PREPARING_REBALANCE -> previous.canRebalance();
            case COMPLETING_REBALANCE -> previous == PREPARING_REBALANCE;
            case STABLE -> previous == COMPLETING_REBALANCE || previous == DEAD;
            case DEAD -> true;
        };
    }
}
