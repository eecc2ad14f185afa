package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.background.BackgroundEvent.Reason;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;

/**
 * The ways out of the group: to leave, to be fenced, to fall behind with polls, to fail for good. Each gives up what is owned, in a
 * callback on the application's thread, before it goes on (AbstractMembershipManager).
 */
final class Departure implements Fingerprinted {
    private static final int LEAVES = -1;
    private static final int LEAVES_FOR_NOW = -2;

    private final Client client;
    private final Member member;
    private final ApplicationEvents events;
    private final Reconciliation reconciliation;
    private GroupMembershipOperation operation = GroupMembershipOperation.DEFAULT;
    /** Whether the application waits for the goodbye to be answered. */
    private boolean awaited;

    private boolean pollTooLate;
    private boolean released;
    private boolean joinsOnceReleased;

    Departure(Client client, Member member, ApplicationEvents events, Reconciliation reconciliation) {
        this.client = client;
        this.member = member;
        this.events = events;
        this.reconciliation = reconciliation;
    }

    /** Whether nobody has to wait for the coordinator to let this member go. */
    boolean isOver() {
        return !awaited;
    }

    /** unsubscribe: callbacks, then goodbye (S5.18). */
    void leave() {
        if (begins()) {
            int[] owned = client.positions().assigned();
            if (owned.length == 0) {
                sayGoodbye();
            } else {
                client.positions().markPendingRevocation(owned);
                events.add(new BackgroundEvent.Removed(Reason.LEAVING, member.epoch() <= 0, owned));
            }
        }
    }

    /** close: the callbacks have run. */
    void leave(GroupMembershipOperation how) {
        operation = how;
        if (begins()) {
            sayGoodbye();
        }
    }

    private boolean begins() {
        if (!member.state().isInGroup()) {
            if (member.is(MemberState.FENCED)) {
                clearAssignment();
                member.become(MemberState.UNSUBSCRIBED);
            }
            client.positions().assign(new int[0]);
            return false;
        }
        if (isUnderWay()) {
            return false;
        }
        member.become(MemberState.PREPARE_LEAVING);
        awaited = true;
        return true;
    }

    boolean isUnderWay() {
        return member.is(MemberState.PREPARE_LEAVING) || member.is(MemberState.LEAVING);
    }

    private void sayGoodbye() {
        client.positions().assign(new int[0]);
        clearAssignment();
        if (!member.is(MemberState.FATAL) && !member.is(MemberState.UNSUBSCRIBED)) {
            startLeaving();
        }
    }

    private void startLeaving() {
        boolean staysStatic =
                client.context().config().instanceId() != null && operation != GroupMembershipOperation.LEAVE_GROUP;
        member.epoch(staysStatic ? LEAVES_FOR_NOW : LEAVES);
        member.current(LocalAssignment.NONE);
        member.become(MemberState.LEAVING);
    }

    /** A dynamic member that is to remain says goodbye only as any heartbeat that is due at once goes: not beside another (S5.24). */
    boolean saysGoodbyeNow() {
        boolean remains =
                client.context().config().instanceId() == null && operation == GroupMembershipOperation.REMAIN_IN_GROUP;
        return member.is(MemberState.LEAVING) && !remains;
    }

    /** The goodbye was sent, or there is nobody to send it to. */
    void saidGoodbye(boolean sent) {
        if (!member.is(MemberState.LEAVING)) {
            return;
        }
        if (sent && pollTooLate) {
            member.become(MemberState.STALE);
            released = false;
            joinsOnceReleased = false;
            lose(Reason.STALE);
            return;
        }
        member.become(MemberState.UNSUBSCRIBED);
        if (!sent) {
            over();
        }
    }

    /** The coordinator answered a heartbeat of a member that is gone. */
    void over() {
        awaited = false;
    }

    /** The application has not polled in time: the member leaves and finds out in its next poll (S5.17). */
    void leaveForIdleness() {
        if (member.is(MemberState.FATAL) || member.is(MemberState.UNSUBSCRIBED)) {
            return;
        }
        pollTooLate = true;
        startLeaving();
    }

    /** The application polls again. */
    void pollsAgain() {
        pollTooLate = false;
        if (member.is(MemberState.STALE)) {
            joinsOnceReleased = true;
            if (released) {
                join();
            }
        }
    }

    /** FENCED_MEMBER_EPOCH or UNKNOWN_MEMBER_ID: joins anew once everything is given up (S5.16). */
    void fenced() {
        if (isUnderWay()) {
            startLeaving();
            member.become(MemberState.UNSUBSCRIBED);
            over();
        } else if (!member.is(MemberState.UNSUBSCRIBED)) {
            member.become(MemberState.FENCED);
            member.resetEpoch();
            lose(Reason.FENCED);
        }
    }

    /** What no retry can heal: poll throws it, and everything is given up. */
    void failed(RuntimeException thrown) {
        events.add(new BackgroundEvent.Failed(thrown));
        boolean waits = awaited && member.is(MemberState.UNSUBSCRIBED);
        boolean leaving = isUnderWay();
        member.become(MemberState.FATAL);
        member.forgetEpoch();
        if (waits || leaving) {
            over();
        } else {
            lose(Reason.FATAL);
        }
    }

    private void lose(Reason reason) {
        int[] owned = client.positions().assigned();
        client.positions().markPendingRevocation(owned);
        if (owned.length == 0) {
            completed(reason);
        } else {
            events.add(new BackgroundEvent.Removed(reason, true, owned));
        }
    }

    /** The callback is over, whether it threw or not. */
    void completed(Reason reason) {
        switch (reason) {
            case LEAVING -> sayGoodbye();
            case FENCED -> {
                clearAssignment();
                if (member.is(MemberState.FENCED)) {
                    join();
                }
            }
            case STALE -> {
                clearAssignment();
                released = true;
                if (joinsOnceReleased && member.is(MemberState.STALE)) {
                    join();
                }
            }
            case FATAL -> clearAssignment();
            case RECONCILING -> throw new IllegalStateException("a reconciliation is no departure");
        }
    }

    /** The next heartbeat joins. */
    void join() {
        if (!member.is(MemberState.FATAL)) {
            reconciliation.rejoins();
            member.resetEpoch();
            member.become(MemberState.JOINING);
            member.forgetTarget();
        }
    }

    private void clearAssignment() {
        if (client.membership().isSubscribed()) {
            client.positions().assign(new int[0]);
        }
        member.current(LocalAssignment.NONE);
        member.forgetTarget();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(operation.ordinal())
                .add(awaited)
                .add(pollTooLate)
                .add(released)
                .add(joinsOnceReleased);
    }
}
