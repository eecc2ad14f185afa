package io.offsetlab.group.modern;

import io.offsetlab.engine.Fingerprint;

/** How long a member may take to give up partitions (S5.8), and no longer in the epoch that it was asked in. */
final class RebalanceTimer extends RebalanceTimeout {
    private int epoch;

    RebalanceTimer(Surroundings around, Departures departures, ConsumerMember member) {
        super(around, departures, member);
    }

    @Override
    void restart() {
        epoch = member.standing().epoch();
        super.restart();
    }

    @Override
    protected void run() {
        if (member.standing().epoch() == epoch) {
            super.run();
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(isScheduled() ? epoch : 0);
    }
}
