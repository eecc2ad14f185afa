package io.offsetlab.group.modern;

/** How far a member is on its way to the target assignment (S5.6), after Kafka's MemberState. */
enum MemberState {
    /** It has what it is to have. */
    STABLE,
    /** It is to give up partitions and has not told yet that it did; its epoch stays the old one. */
    UNREVOKED_PARTITIONS,
    /** It waits for partitions that others have not given up yet. */
    UNRELEASED_PARTITIONS
}
