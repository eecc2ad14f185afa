package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;

/**
 * How long a member of the classic protocol may take until its JoinGroup, once it was told of a rebalance, or until its SyncGroup,
 * once it has joined: its rebalance timeout (S5.23). After the join and sync timeouts of Kafka's GroupMetadataManager.
 */
final class ClassicTimer extends Event {
    private final Surroundings around;
    private final Departures departures;
    private final ConsumerMember member;

    ClassicTimer(Surroundings around, Departures departures, ConsumerMember member) {
        this.around = around;
        this.departures = departures;
        this.member = member;
    }

    void startUnlessRunning() {
        if (!isScheduled()) {
            around.simulation().schedule(around.now() + member.rebalanceTimeoutMicros(), this);
        }
    }

    void restart() {
        stop();
        startUnlessRunning();
    }

    void stop() {
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
