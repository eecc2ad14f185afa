package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.JoinGroup;
import io.offsetlab.protocol.Request.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/** What a JoinGroup does in each state (S4.6, S4.7, S4.15, S4.17, S4.18), after Kafka's GroupMetadataManager.classicGroupJoin. */
final class JoinRequests {
    /** How long a new member's first join may stay parked; fixed in Kafka. */
    static final long NEW_MEMBER_JOIN_TIMEOUT_MICROS = 300_000_000;

    private final Surroundings around;
    private final CurrentGroup current;
    private final ClassicGroup group;
    private final Roster roster;
    private final Rebalance rebalance;
    private final SessionTimer.Owner sessions;
    private final ClassicRequests classicRequests;

    JoinRequests(
            Surroundings around,
            CurrentGroup current,
            Rebalance rebalance,
            SessionTimer.Owner sessions,
            ClassicRequests classicRequests) {
        this.around = around;
        this.current = current;
        this.group = current.classic();
        this.roster = current.classic().roster();
        this.rebalance = rebalance;
        this.sessions = sessions;
        this.classicRequests = classicRequests;
    }

    void receive(JoinGroup request, Origin origin, Reply reply) {
        if (current.isConsumer() && !current.isEmpty() && hasValidSession(request)) {
            classicRequests.join(request, origin, reply);
            return;
        }
        Errors error = admissible(request);
        if (error != Errors.NONE) {
            reply.answer(
                    Answer.JoinGroup.failed(error, error == Errors.GROUP_MAX_SIZE_REACHED ? "" : request.memberId()));
        } else if (!request.memberId().isEmpty()) {
            joinKnown(request, origin, reply);
        } else if (request.instanceId() != null) {
            joinStatic(request, request.instanceId(), origin, reply);
        } else {
            giveId(request, origin, reply);
        }
    }

    private Errors admissible(JoinGroup request) {
        if (!hasValidSession(request)) {
            return Errors.INVALID_SESSION_TIMEOUT;
        }
        if (current.isConsumer() && request.memberId().isEmpty()) {
            current.delete();
        }
        if (group.isIn(GroupState.DEAD)) {
            if (!request.memberId().isEmpty()) {
                return Errors.UNKNOWN_MEMBER_ID;
            }
            group.create();
            group.persist();
        }
        if (isFull(request.memberId())) {
            turnAway(request.memberId());
            return Errors.GROUP_MAX_SIZE_REACHED;
        }
        return supported(request.protocols()) ? Errors.NONE : Errors.INCONSISTENT_GROUP_PROTOCOL;
    }

    private boolean hasValidSession(JoinGroup request) {
        GroupConfig config = around.config();
        return request.sessionTimeoutMicros() >= config.minSessionTimeoutMicros()
                && request.sessionTimeoutMicros() <= config.maxSessionTimeoutMicros();
    }

    /** During a join phase the places go to those who come first, members before or not. */
    private boolean isFull(String memberId) {
        Member member = roster.find(memberId);
        int maxSize = around.config().maxSize();
        return switch (group.state()) {
            case EMPTY, DEAD -> false;
            case PREPARING_REBALANCE ->
                (member == null || !member.isAwaitingJoin()) && roster.awaitingJoin() >= maxSize;
            case COMPLETING_REBALANCE, STABLE -> member == null && roster.size() >= maxSize;
        };
    }

    private void turnAway(String memberId) {
        Member member = roster.find(memberId);
        Member pending = roster.findPending(memberId);
        if (member != null) {
            group.letGo(member);
        } else if (pending != null) {
            roster.removePending(pending);
        }
    }

    private boolean supported(List<Protocol> protocols) {
        List<String> names = new ArrayList<>();
        for (Protocol protocol : protocols) {
            names.add(protocol.name());
        }
        return group.supports(names);
    }

    /** A dynamic member has to join again with the id that it gets here; the join phase waits for it (S4.6). */
    private void giveId(JoinGroup request, Origin origin, Reply reply) {
        Member pending = member(request, around.memberIds().next(origin, null), origin);
        roster.addPending(pending);
        pending.restartSession();
        reply.answer(Answer.JoinGroup.failed(Errors.MEMBER_ID_REQUIRED, pending.id));
    }

    private void joinStatic(JoinGroup request, String instanceId, Origin origin, Reply reply) {
        Member joining = member(request, around.memberIds().next(origin, instanceId), origin);
        Member known = roster.findStatic(instanceId);
        if (known == null) {
            add(joining, reply);
        } else {
            replace(known, joining, reply);
        }
    }

    private void joinKnown(JoinGroup request, Origin origin, Reply reply) {
        if (roster.findPending(request.memberId()) != null) {
            add(member(request, request.memberId(), origin), reply);
            return;
        }
        Errors error = group.validateMember(request.memberId(), request.instanceId());
        Member member = roster.find(request.memberId());
        if (member == null || error != Errors.NONE) {
            reply.answer(Answer.JoinGroup.failed(error, request.memberId()));
        } else if (needsRebalance(member, request)) {
            member.update(request);
            member.parkJoin(reply);
            rebalance.startOrComplete();
        } else {
            reply.answer(rebalance.joined(member, false));
        }
    }

    private boolean needsRebalance(Member member, JoinGroup request) {
        return switch (group.state()) {
            case COMPLETING_REBALANCE -> !member.protocols().equals(request.protocols());
            case STABLE -> member == roster.leader() || !member.protocols().equals(request.protocols());
            case EMPTY, PREPARING_REBALANCE, DEAD -> true;
        };
    }

    private void add(Member member, Reply reply) {
        member.markNew(true);
        rebalance.memberAdded();
        group.admit(member);
        member.parkJoin(reply);
        member.session.restart(NEW_MEMBER_JOIN_TIMEOUT_MICROS);
        rebalance.startOrComplete();
    }

    private void replace(Member known, Member successor, Reply reply) {
        known.answerJoin(Answer.JoinGroup.failed(Errors.FENCED_INSTANCE_ID, known.id));
        known.answerSync(Errors.FENCED_INSTANCE_ID, "");
        group.replaceStatic(known, successor);
        successor.session.restart(known.sessionTimeoutMicros());
        if (group.isIn(GroupState.STABLE) && group.protocolName().equals(ProtocolVote.winner(roster))) {
            group.persist();
            answerWithStoredAssignment(successor, reply);
        } else {
            successor.parkJoin(reply);
            rebalance.startOrComplete();
        }
    }

    /** Nobody else notices that the member was replaced: same generation, same assignment (S4.18). */
    private void answerWithStoredAssignment(Member successor, Reply reply) {
        Answer answer = rebalance.joined(successor, successor == roster.leader());
        if (around.config().replicationMicros() == 0) {
            reply.answer(answer);
        } else {
            reply.answerAfter(around.config().replicationMicros(), answer);
        }
    }

    private Member member(JoinGroup request, String id, Origin origin) {
        return new Member(id, origin, request, around, sessions);
    }
}
