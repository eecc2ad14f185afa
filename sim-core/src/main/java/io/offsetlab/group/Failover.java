package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Origin;
import io.offsetlab.trace.GroupFact;
import org.apache.kafka.common.protocol.Errors;

/**
 * The move of the group to another coordinator (S7.14 to S7.16): the old one answers all that wait with NOT_COORDINATOR; the new
 * one loads the group's record and the offsets, and answers COORDINATOR_LOAD_IN_PROGRESS until it is ready. A client that has not
 * asked for the coordinator since the move still speaks to the old one.
 */
final class Failover implements Fingerprinted {
    private final Surroundings around;
    private final ClassicGroup group;
    private final ConsumerProtocol consumer;
    private final Rebalance rebalance;
    private final SyncRequests syncs;
    private final OffsetStore store;
    private final Chance.Stream survival;
    private final SessionTimer.Owner sessions;
    private final Loaded loaded = new Loaded();
    private final Discovery discovery = new Discovery();

    Failover(
            Surroundings around,
            CurrentGroup group,
            Rebalance rebalance,
            SyncRequests syncs,
            OffsetStore store,
            Chance.Stream survival,
            SessionTimer.Owner sessions) {
        this.around = around;
        this.group = group.classic();
        this.consumer = group.consumer();
        this.rebalance = rebalance;
        this.syncs = syncs;
        this.store = store;
        this.survival = survival;
        this.sessions = sessions;
    }

    /** A client learns where the coordinator is. */
    void discoveredBy(Origin origin) {
        discovery.by(origin);
    }

    /** What stands against answering this client at all, or NONE. */
    Errors obstacle(Origin origin) {
        if (!discovery.isCurrent(origin)) {
            return Errors.NOT_COORDINATOR;
        }
        return loaded.isScheduled() ? Errors.COORDINATOR_LOAD_IN_PROGRESS : Errors.NONE;
    }

    boolean isLoading() {
        return loaded.isScheduled();
    }

    void move(long loadMicros) {
        group.die();
        around.facts().accept(new GroupFact.CoordinatorMoved(around.now(), around.now() + loadMicros));
        discovery.moved();
        turnAwayParked();
        rebalance.abandon();
        syncs.abandon();
        consumer.abandon();
        group.forget();
        store.loseUnreplicated(survival);
        around.simulation().cancel(loaded);
        if (loadMicros == 0) {
            load();
        } else {
            around.simulation().schedule(around.now() + loadMicros, loaded);
        }
    }

    private void turnAwayParked() {
        for (Member member : group.roster().copy()) {
            member.answerJoin(Answer.JoinGroup.failed(Errors.NOT_COORDINATOR, member.id));
            member.answerSync(Errors.NOT_COORDINATOR, "");
        }
    }

    private void load() {
        PersistedGroup record = group.persisted();
        if (consumer.exists()) {
            consumer.load();
        } else if (record != null) {
            loadMembers(record);
            group.restore(record);
            if (group.roster().size() > around.config().maxSize()) {
                rebalance.start();
            }
        } else if (!store.isEmpty()) {
            group.create();
        }
    }

    /** Sessions start anew: nobody knows when the members were last heard of. */
    private void loadMembers(PersistedGroup record) {
        Roster roster = group.roster();
        for (PersistedGroup.PersistedMember persisted : record.members()) {
            Member member = new Member(persisted.id(), persisted.origin(), persisted.as(), around, sessions);
            member.assign(persisted.assignment());
            roster.add(member);
            member.restartSession();
            if (member.id.equals(record.leaderId())) {
                roster.lead(member);
            }
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(loaded.isScheduled()).add(discovery);
    }

    /** The new coordinator is ready. */
    private final class Loaded extends Event {
        @Override
        protected void run() {
            load();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            // its time in the queue says all
        }
    }
}
