package io.offsetlab.group.modern;

/**
 * How long a member of the classic protocol may take until its JoinGroup, once it was told of a rebalance, or until its SyncGroup,
 * once it has joined: its rebalance timeout (S5.23). After the join and sync timeouts of Kafka's GroupMetadataManager.
 */
final class ClassicTimer extends RebalanceTimeout {
    ClassicTimer(Surroundings around, Departures departures, ConsumerMember member) {
        super(around, departures, member);
    }

    void startUnlessRunning() {
        if (!isScheduled()) {
            restart();
        }
    }
}
