package io.offsetlab.group;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.SyncGroup;
import io.offsetlab.trace.GroupFact;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;

/** What a SyncGroup does in each state (S4.10), after Kafka's GroupMetadataManager.classicGroupSync. */
final class SyncRequests {
    private final Surroundings around;
    private final ClassicGroup group;
    private final Rebalance rebalance;
    private int coordinator;

    SyncRequests(Surroundings around, ClassicGroup group, Rebalance rebalance) {
        this.around = around;
        this.group = group;
        this.rebalance = rebalance;
    }

    void receive(SyncGroup request, Reply reply) {
        Member member = group.roster().find(request.memberId());
        Errors error = validate(request);
        if (member == null || error != Errors.NONE) {
            reply.answer(new Answer.SyncGroup(error, "", Assignment.EMPTY));
            return;
        }
        rebalance.syncReceived(member);
        member.parkSync(reply);
        if (group.isIn(GroupState.STABLE)) {
            member.answerSync(Errors.NONE, group.protocolName());
        } else if (member == group.roster().leader()) {
            store(request.assignments());
        }
    }

    private Errors validate(SyncGroup request) {
        Errors error = group.validateMember(request.memberId(), request.instanceId());
        if (error != Errors.NONE) {
            return error;
        }
        if (request.generation() != group.generation()) {
            return Errors.ILLEGAL_GENERATION;
        }
        return group.isIn(GroupState.PREPARING_REBALANCE) ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE;
    }

    private void store(Map<String, Assignment> assignments) {
        Stored stored = new Stored(assignments);
        long replication = around.config().replicationMicros();
        if (replication == 0) {
            stored.run();
        } else {
            around.simulation().schedule(around.now() + replication, stored);
        }
    }

    /** The coordinator is gone; what it has not replicated by now is lost. */
    void abandon() {
        coordinator++;
    }

    /** The leader's assignment is in the log, and if nothing happened meanwhile, all members get their parts. */
    private final class Stored extends Event {
        private final Map<String, Assignment> assignments;
        private final PersistedGroup record;
        private final int by = coordinator;

        Stored(Map<String, Assignment> assignments) {
            this.assignments = assignments;
            this.record = group.recordWith(assignments);
        }

        @Override
        protected void run() {
            if (by != coordinator) {
                return;
            }
            group.persist(record);
            if (group.isIn(GroupState.COMPLETING_REBALANCE) && group.generation() == record.generation()) {
                propagate();
            }
        }

        private void propagate() {
            for (Member member : group.roster().copy()) {
                member.assign(assignments.getOrDefault(member.id, Assignment.EMPTY));
                if (member.answerSync(Errors.NONE, group.protocolName())) {
                    member.restartSession();
                }
            }
            group.transitionTo(GroupState.STABLE);
            around.facts().accept(formed());
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.add(by == coordinator);
            if (by == coordinator) {
                fingerprint.add(record);
            }
        }
    }

    /** That all members have their parts. */
    GroupFact.GenerationFormed formed() {
        Roster roster = group.roster();
        int[] members = new int[roster.size()];
        int[][] partitions = new int[members.length][];
        int i = 0;
        for (Member member : roster.all()) {
            members[i] = member.origin.member();
            partitions[i++] = member.assignment().partitions().stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return new GroupFact.GenerationFormed(around.now(), group.generation(), members, partitions);
    }
}
