package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;

/**
 * The session of one member (S5.11): heartbeats renew it, commits do not. A renewal only moves the deadline; the event stays in the
 * queue at an earlier time, looks at the deadline when it runs, and goes back into the queue if the deadline has moved.
 */
final class SessionTimer extends Event {
    private static final long NEVER = Long.MAX_VALUE;

    private final Surroundings around;
    private final Departures departures;
    private final ConsumerMember member;
    private long deadline = NEVER;

    SessionTimer(Surroundings around, Departures departures, ConsumerMember member) {
        this.around = around;
        this.departures = departures;
        this.member = member;
    }

    /** Counts a sign of life of now; one that is caught up with late takes nothing back. */
    void renew() {
        long renewed = around.now() + around.config().sessionTimeoutMicros();
        deadline = deadline == NEVER ? renewed : Math.max(deadline, renewed);
        if (!isScheduled()) {
            schedule();
        }
    }

    /** Ends the session so much later than now, also if it would have lasted longer: of a member of the classic protocol. */
    void restart(long timeoutMicros) {
        deadline = around.now() + timeoutMicros;
        if (isScheduled() && at() > deadline) {
            around.simulation().cancel(this);
        }
        if (!isScheduled()) {
            schedule();
        }
    }

    /** Sessions that end at one instant do so in the order of members, however often their timers were moved. */
    private void schedule() {
        long identity = (1L << 45) | ((long) member.origin.member() << 16) | (member.origin.incarnation() & 0xffff);
        around.simulation().scheduleFirst(deadline, identity, this);
    }

    void stop() {
        deadline = NEVER;
        around.simulation().cancel(this);
    }

    @Override
    protected void run() {
        around.beforeSessionCheck().accept(member.origin);
        if (deadline == NEVER || isScheduled()) {
            return;
        }
        if (deadline > around.now()) {
            schedule();
        } else {
            departures.sessionEnded(member);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(member.origin.member()).add(member.origin.incarnation()).addTime(deadline);
    }
}
