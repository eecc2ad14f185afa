package io.offsetlab.group;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Simulation;

/**
 * The session of one member id. A renewal only moves the deadline; the event stays in the queue at an earlier time, looks at the
 * deadline when it runs, and goes back into the queue if the deadline has moved.
 */
final class SessionTimer extends Event {

    /** Decides what the end of a session means. */
    interface Owner {
        void sessionEnded(Member member);
    }

    private final Simulation simulation;
    private final QuietMembers quiet;
    private final Owner owner;
    private final Member member;
    private long deadline = Long.MAX_VALUE;

    SessionTimer(Simulation simulation, QuietMembers quiet, Owner owner, Member member) {
        this.simulation = simulation;
        this.quiet = quiet;
        this.owner = owner;
        this.member = member;
    }

    /** Ends the session so much later than now, also if it would have lasted longer. */
    void restart(long timeoutMicros) {
        deadline = simulation.now() + timeoutMicros;
        if (isScheduled() && at() > deadline) {
            simulation.cancel(this);
        }
        if (!isScheduled()) {
            schedule(deadline);
        }
    }

    /** Counts a sign of life that came at a time up to now; one that came before a later restart changes nothing. */
    void renew(long at, long timeoutMicros) {
        long renewed = at + timeoutMicros;
        if (renewed > deadline) {
            deadline = renewed;
            if (!isScheduled()) {
                schedule(Math.max(simulation.now(), renewed));
            }
        }
    }

    /** Counts a sign of life of now, also if the session had no end. */
    void heartbeat(long timeoutMicros) {
        if (deadline == Long.MAX_VALUE) {
            restart(timeoutMicros);
        } else {
            renew(simulation.now(), timeoutMicros);
        }
    }

    /** Sessions that end at one instant do so in the order of members, however often their timers were moved. */
    private void schedule(long at) {
        long identity = (1L << 45) | ((long) member.origin.member() << 16) | (member.origin.incarnation() & 0xffff);
        simulation.scheduleFirst(at, identity, this);
    }

    void stop() {
        deadline = Long.MAX_VALUE;
        simulation.cancel(this);
    }

    @Override
    protected void run() {
        quiet.beforeSessionCheck(member.origin);
        if (deadline == Long.MAX_VALUE || isScheduled()) {
            return;
        }
        if (deadline > simulation.now()) {
            schedule(deadline);
        } else {
            owner.sessionEnded(member);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(member.origin.member()).add(member.origin.incarnation()).addTime(deadline);
    }
}
