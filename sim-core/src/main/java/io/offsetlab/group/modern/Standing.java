package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/**
 * Where a member stands: its epochs, what it holds and what it is to give up. After Kafka's ConsumerGroupCurrentMemberAssignmentValue.
 *
 * @param epoch the epoch that the member was told, {@link #AWAY} for a static member that left for now
 * @param previousEpoch the epoch before, which a member whose answer got lost may come with
 * @param assigned what the member may own
 * @param pendingRevocation what it has not given up yet
 */
record Standing(int epoch, int previousEpoch, MemberState state, Holdings assigned, Holdings pendingRevocation)
        implements Fingerprinted {
    static final int AWAY = -2;

    /** Of a member that has just joined. */
    static final Standing NEW = new Standing(0, -1, MemberState.STABLE, Holdings.NONE, Holdings.NONE);

    boolean isReconciledTo(int targetEpoch) {
        return state == MemberState.STABLE && epoch == targetEpoch;
    }

    /** Whether nobody else may have the partition because of this member. */
    boolean holds(int partition) {
        return assigned.holds(partition) || pendingRevocation.holds(partition);
    }

    /** The next one; what was the epoch becomes the previous epoch. */
    Standing next(int nextEpoch, MemberState nextState, Holdings nowAssigned, Holdings nowPending) {
        return new Standing(nextEpoch, epoch, nextState, nowAssigned, nowPending);
    }

    /** Of a static member that leaves for now: what it had stays reserved, and no older commit of it counts. */
    Standing away() {
        return new Standing(AWAY, previousEpoch, state, Holdings.of(assigned.partitions(), 0), Holdings.NONE);
    }

    /** Of the static member that takes the place. */
    Standing takenOver() {
        return new Standing(0, 0, state, assigned, pendingRevocation);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(epoch).add(previousEpoch).add(state.ordinal());
        fingerprint.add(assigned).add(pendingRevocation);
    }
}
