package io.offsetlab.consumer.background;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Membership.CommitIdentity;
import io.offsetlab.consumer.Membership.RebalanceWatch;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.List;

/** Who this client is for its group: state, epoch, what it owns and what it is to own. The member id is the client's own choice. */
final class Member implements Fingerprinted {
    private static final int JOINS = 0;

    private final ClientContext context;
    private final String id;
    private MemberState state = MemberState.UNSUBSCRIBED;
    private RebalanceWatch watch = RebalanceWatch.NOBODY;
    private int epoch = JOINS;
    private CommitIdentity identity = CommitIdentity.NONE;
    private CommitIdentity groupMetadata = CommitIdentity.NONE;
    private LocalAssignment current = LocalAssignment.NONE;
    private LocalAssignment target = LocalAssignment.NONE;

    Member(ClientContext context, Chance.Stream ids) {
        this.context = context;
        long bits = ids.below(1L << 32, context.member(), context.incarnation());
        String hex = Long.toHexString(1L << 32 | bits).substring(1);
        id = hex + '-' + context.member() + '-' + context.incarnation();
    }

    String id() {
        return id;
    }

    MemberState state() {
        return state;
    }

    boolean is(MemberState expected) {
        return state == expected;
    }

    /** What this member tells the coordinator from here on is another thing than before. */
    void become(MemberState next) {
        context.actor().backlog().surface();
        MemberState before = state;
        state = next;
        boolean reconciled = next == MemberState.STABLE || next == MemberState.ACKNOWLEDGING;
        if (before == MemberState.RECONCILING && reconciled) {
            watch.ended();
        } else if (before != MemberState.RECONCILING && next == MemberState.RECONCILING) {
            watch.started();
        }
    }

    void watch(RebalanceWatch watching) {
        watch = watching;
    }

    /** The coordinator refused a heartbeat. */
    void refused() {
        watch.refused();
    }

    int epoch() {
        return epoch;
    }

    /** An epoch above 0 is what commits are sent with; without one they are sent with -1, but with the member's id (S5.22). */
    void epoch(int next) {
        boolean changed = epoch != next;
        epoch = next;
        if (changed) {
            tellEpoch(next > 0 ? next : -1);
        }
    }

    void resetEpoch() {
        epoch(JOINS);
    }

    /** Commits are sent without an epoch from now on. */
    void forgetEpoch() {
        tellEpoch(-1);
    }

    private void tellEpoch(int told) {
        identity = new CommitIdentity(id, context.config().instanceId(), told);
        if (told > 0) {
            groupMetadata = identity;
        }
    }

    CommitIdentity identity() {
        return identity;
    }

    /** As of the last epoch that the coordinator gave, even if membership is lost meanwhile (S5.17). */
    CommitIdentity groupMetadata() {
        return groupMetadata;
    }

    void resetGroupMetadata() {
        groupMetadata = CommitIdentity.NONE;
    }

    LocalAssignment current() {
        return current;
    }

    void current(LocalAssignment assignment) {
        current = assignment;
    }

    LocalAssignment target() {
        return target;
    }

    boolean isReconciled() {
        return current.equals(target);
    }

    /** The coordinator says what this member is to own. */
    void assigned(List<Integer> partitions) {
        target = target.followedBy(partitions);
        if (!isReconciled()) {
            become(MemberState.RECONCILING);
        } else if (state == MemberState.RECONCILING || state == MemberState.JOINING) {
            become(MemberState.STABLE);
        }
    }

    void forgetTarget() {
        target = LocalAssignment.NONE;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(state.ordinal())
                .add(epoch)
                .add(identity.generation())
                .add(identity.memberId().isEmpty());
        fingerprint.add(groupMetadata.generation());
        fingerprint
                .add(current.number() - target.number())
                .add(current.isNone())
                .add(target.isNone());
        fingerprint.add(current.partitions().hashCode()).add(target.partitions().hashCode());
    }
}
