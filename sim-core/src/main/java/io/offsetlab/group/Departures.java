package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Request.LeaveGroup;
import io.offsetlab.trace.EvictionCause;
import org.apache.kafka.common.protocol.Errors;

/** How members go: by leaving or by silence (S4.14), after Kafka's classicGroupLeave and expireClassicGroupMemberHeartbeat. */
final class Departures implements SessionTimer.Owner {
    private final ClassicGroup group;
    private final Roster roster;
    private final Rebalance rebalance;

    Departures(ClassicGroup group, Rebalance rebalance) {
        this.group = group;
        this.roster = group.roster();
        this.rebalance = rebalance;
    }

    void receive(LeaveGroup request, Reply reply) {
        Errors error = leave(request);
        if (error == Errors.NONE && !group.isIn(GroupState.EMPTY)) {
            rebalance.startOrComplete();
        }
        reply.answer(new Answer.LeaveGroup(error));
    }

    private Errors leave(LeaveGroup request) {
        Member pending = roster.findPending(request.memberId());
        if (pending != null) {
            roster.removePending(pending);
            return Errors.NONE;
        }
        Member member = roster.find(idOf(request));
        Errors error = group.validateMember(idOf(request), request.instanceId());
        if (member != null && error == Errors.NONE) {
            refuseParkedJoin(member);
            group.letGo(member);
        }
        return error;
    }

    /** An empty member id means whoever has the instance id now. */
    private String idOf(LeaveGroup request) {
        Member holder = request.instanceId() == null ? null : roster.findStatic(request.instanceId());
        return request.memberId().isEmpty() && holder != null ? holder.id : request.memberId();
    }

    @Override
    public void sessionEnded(Member member) {
        if (roster.findPending(member.id) == member) {
            roster.removePending(member);
            rebalance.completeIfLastIsGone();
        } else if (!member.isAliveWhileParked()) {
            refuseParkedJoin(member);
            group.evict(member, EvictionCause.SESSION_TIMEOUT);
            if (group.state().hasGeneration()) {
                rebalance.start();
            } else {
                rebalance.completeIfLastIsGone();
            }
        }
    }

    private static void refuseParkedJoin(Member member) {
        member.answerJoin(Answer.JoinGroup.failed(Errors.UNKNOWN_MEMBER_ID, ""));
    }
}
