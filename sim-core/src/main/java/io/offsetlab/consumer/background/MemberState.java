package io.offsetlab.consumer.background;

/** AbstractMembershipManager's MemberState (S5.12). */
enum MemberState {
    /** Takes no part in the group. */
    UNSUBSCRIBED,
    /** Wants to be a member; the heartbeat that says so goes at once. */
    JOINING,
    /** An assignment has come and is not in force yet. */
    RECONCILING,
    /** The assignment is in force; the heartbeat that says so goes at once. */
    ACKNOWLEDGING,
    STABLE,
    /** The coordinator knows this member no more; it joins anew once its partitions are given up. */
    FENCED,
    /** About to leave: callbacks come first. */
    PREPARE_LEAVING,
    /** The heartbeat that says goodbye goes at once. */
    LEAVING,
    /** The coordinator said what no retry can heal. */
    FATAL,
    /** Left because the application has not polled; joins anew when it does. */
    STALE;

    boolean isInGroup() {
        return this != UNSUBSCRIBED && !isRejected();
    }

    private boolean isRejected() {
        return this == FENCED || this == FATAL || this == STALE;
    }

    /** Whether the next heartbeat does not wait for its interval. */
    boolean beatsNow() {
        return this == JOINING || this == ACKNOWLEDGING || this == LEAVING;
    }

    boolean takesAssignments() {
        return this == JOINING || this == RECONCILING || this == ACKNOWLEDGING || this == STABLE;
    }
}
