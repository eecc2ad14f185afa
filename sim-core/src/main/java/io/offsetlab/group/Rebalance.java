package io.offsetlab.group;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.EvictionCause;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.protocol.Errors;

/**
 * The way of a group from one generation to the next: a join phase that ends when all are there or its time is over, and a sync
 * phase whose time is watched. After the rebalance methods of Kafka's GroupMetadataManager.
 */
final class Rebalance implements Fingerprinted {
    private final Simulation simulation;
    private final GroupConfig config;
    private final ClassicGroup group;
    private final Roster roster;
    private final JoinTimer joinTimer = new JoinTimer();
    private final SyncTimer syncTimer = new SyncTimer();
    /** Ids that have not synced yet. A static member that was replaced meanwhile stays due under its old id, as in Kafka. */
    private final Set<String> syncsDue = new LinkedHashSet<>();

    private boolean newMemberAdded;

    Rebalance(Surroundings around, ClassicGroup group) {
        this.simulation = around.simulation();
        this.config = around.config();
        this.group = group;
        this.roster = group.roster();
    }

    /** Starts a rebalance, or if one is in progress, ends its join phase if all are there. */
    void startOrComplete() {
        if (group.state().canRebalance()) {
            start();
        } else {
            completeIfAllJoined();
        }
    }

    void start() {
        boolean initial = group.isIn(GroupState.EMPTY);
        boolean withoutAssignment = group.isIn(GroupState.COMPLETING_REBALANCE);
        group.transitionTo(GroupState.PREPARING_REBALANCE);
        if (withoutAssignment) {
            roster.all().forEach(member -> member.assign(Request.Assignment.EMPTY));
        }
        refuseParkedSyncs(Errors.REBALANCE_IN_PROGRESS);
        stopWaitingForSyncs();
        if (initial) {
            long delay = config.initialRebalanceDelayMicros();
            joinTimer.waitForMembers(delay, Math.max(0, roster.rebalanceTimeoutMicros() - delay));
        } else if (roster.allJoined()) {
            complete();
        } else {
            joinTimer.waitForRejoins();
        }
    }

    /** A member joined or left during a join phase. The initial delay is not cut short by that (S4.5). */
    void completeIfAllJoined() {
        if (!group.isInitialRebalance()) {
            completeIfLastIsGone();
        }
    }

    /** A session ended during a join phase; then not even the initial delay is waited for. */
    void completeIfLastIsGone() {
        if (group.isIn(GroupState.PREPARING_REBALANCE) && roster.allJoined()) {
            complete();
        }
    }

    /** A member was added: during the initial delay, that extends it. */
    void memberAdded() {
        newMemberAdded |= group.isInitialRebalance();
    }

    /** Ends the join phase: the next generation is formed of those who joined, and of static members in any case (S4.21). */
    private void complete() {
        simulation.cancel(joinTimer);
        for (Member member : roster.copy()) {
            if (!member.isAwaitingJoin() && !member.isStatic()) {
                group.evict(member, EvictionCause.REBALANCE_TIMEOUT);
            }
        }
        if (!roster.electJoinedLeader() && !roster.isEmpty()) {
            joinTimer.waitForRejoins();
            return;
        }
        group.startGeneration();
        if (roster.isEmpty()) {
            group.persist();
        } else {
            answerJoins();
        }
    }

    private void answerJoins() {
        for (Member member : roster.copy()) {
            member.answerJoin(joined(member, false));
            member.restartSession();
            member.markNew(false);
            syncsDue.add(member.id);
        }
        simulation.cancel(syncTimer);
        simulation.schedule(simulation.now() + roster.rebalanceTimeoutMicros(), syncTimer);
    }

    /** What a member learns of the current generation; the leader gets the list of members too (S4.8). */
    Answer.JoinGroup joined(Member member, boolean skipAssignment) {
        return new Answer.JoinGroup(
                Errors.NONE,
                group.generation(),
                group.protocolName(),
                roster.leaderId(),
                member.id,
                skipAssignment,
                member == roster.leader() ? memberList() : List.of());
    }

    private List<Answer.Member> memberList() {
        List<Answer.Member> list = new ArrayList<>();
        for (Member member : roster.all()) {
            var subscription = member.subscription(group.protocolName());
            if (subscription != null) {
                list.add(new Answer.Member(member.id, member.instanceId, subscription));
            }
        }
        return list;
    }

    private void refuseParkedSyncs(Errors error) {
        for (Member member : roster.copy()) {
            if (member.answerSync(error, "")) {
                member.restartSession();
            }
        }
    }

    void syncReceived(Member member) {
        syncsDue.remove(member.id);
        if (syncsDue.isEmpty()) {
            simulation.cancel(syncTimer);
        }
    }

    private void stopWaitingForSyncs() {
        syncsDue.clear();
        simulation.cancel(syncTimer);
    }

    /** The coordinator is gone. */
    void abandon() {
        simulation.cancel(joinTimer);
        stopWaitingForSyncs();
        newMemberAdded = false;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(newMemberAdded).add(joinTimer.isScheduled()).add(joinTimer);
        fingerprint.add(syncTimer.isScheduled()).add(syncsDue.size());
        for (Member member : roster.all()) {
            fingerprint.add(syncsDue.contains(member.id));
        }
    }

    /** The end of a join phase (S4.4), or of a part of the initial delay (S4.5). */
    private final class JoinTimer extends Event {
        private boolean initial;
        private long delayMicros;
        private long remainingMicros;

        void waitForRejoins() {
            initial = false;
            arm(roster.rebalanceTimeoutMicros());
        }

        void waitForMembers(long delay, long remaining) {
            initial = true;
            delayMicros = delay;
            remainingMicros = remaining;
            arm(delay);
        }

        private void arm(long delay) {
            simulation.cancel(this);
            simulation.schedule(simulation.now() + delay, this);
        }

        @Override
        protected void run() {
            if (initial && newMemberAdded && remainingMicros != 0) {
                newMemberAdded = false;
                waitForMembers(
                        Math.min(config.initialRebalanceDelayMicros(), remainingMicros),
                        Math.max(0, remainingMicros - delayMicros));
            } else {
                complete();
            }
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(initial).add(initial ? delayMicros : 0).add(initial ? remainingMicros : 0);
        }
    }

    /** Members that never ask for their assignment are removed and the rest tries again (S4.11). */
    private final class SyncTimer extends Event {
        @Override
        protected void run() {
            for (Member member : roster.copy()) {
                if (syncsDue.contains(member.id)) {
                    group.evict(member, EvictionCause.REBALANCE_TIMEOUT);
                }
            }
            start();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            // its time in the queue says all
        }
    }
}
