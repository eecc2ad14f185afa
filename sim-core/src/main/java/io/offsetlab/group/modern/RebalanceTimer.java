package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;

/** How long a member may take to give up partitions (S5.8): its max.poll.interval.ms, and no longer in the epoch that it was asked in. */
final class RebalanceTimer extends Event {
    private final Surroundings around;
    private final Departures departures;
    private final ConsumerMember member;
    private int epoch;

    RebalanceTimer(Surroundings around, Departures departures, ConsumerMember member) {
        this.around = around;
        this.departures = departures;
        this.member = member;
    }

    /** From now on, whether it ran before or not. */
    void restart() {
        epoch = member.standing().epoch();
        around.simulation().cancel(this);
        around.simulation().schedule(around.now() + member.rebalanceTimeoutMicros(), this);
    }

    void stop() {
        around.simulation().cancel(this);
    }

    @Override
    protected void run() {
        if (member.standing().epoch() == epoch) {
            departures.rebalanceTimedOut(member);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(isScheduled());
        if (isScheduled()) {
            fingerprint
                    .add(member.origin.member())
                    .add(member.origin.incarnation())
                    .add(epoch)
                    .addTime(at());
        }
    }
}
