package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;

/** The rebalance timeout of a member, its max.poll.interval.ms, at work: what it is to do until then is up to the kind of timer. */
abstract class RebalanceTimeout extends Event {
    private final Surroundings around;
    private final Departures departures;
    final ConsumerMember member;

    RebalanceTimeout(Surroundings around, Departures departures, ConsumerMember member) {
        this.around = around;
        this.departures = departures;
        this.member = member;
    }

    /** From now on, whether it ran before or not. */
    void restart() {
        stop();
        around.simulation().schedule(around.now() + member.rebalanceTimeoutMicros(), this);
    }

    final void stop() {
        around.simulation().cancel(this);
    }

    @Override
    protected void run() {
        departures.rebalanceTimedOut(member);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(isScheduled());
        if (isScheduled()) {
            fingerprint
                    .add(member.origin.member())
                    .add(member.origin.incarnation())
                    .addTime(at());
        }
    }
}
