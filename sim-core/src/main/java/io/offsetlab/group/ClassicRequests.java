package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.Assignment;
import io.offsetlab.protocol.Request.Heartbeat;
import io.offsetlab.protocol.Request.JoinGroup;
import io.offsetlab.protocol.Request.LeaveGroup;
import io.offsetlab.protocol.Request.SyncGroup;
import org.apache.kafka.common.protocol.Errors;

/**
 * Requests of the classic protocol to a group of the consumer protocol at the door (S5.23). An error is answered at once, all else
 * when what was written before is replicated.
 */
final class ClassicRequests {
    private final ConsumerProtocol consumer;
    private final MemberIds memberIds;
    private final OffsetStore store;

    ClassicRequests(Surroundings around, ConsumerProtocol consumer, OffsetStore store) {
        this.consumer = consumer;
        this.memberIds = around.memberIds();
        this.store = store;
    }

    /** A dynamic member has to join again with the id that it gets here; nobody remembers that id, and any other would do. */
    void join(JoinGroup request, Origin origin, Reply reply) {
        Errors error = consumer.refusal(request);
        if (error != Errors.NONE) {
            reply.answer(Answer.JoinGroup.failed(error, ""));
            return;
        }
        boolean known = !request.memberId().isEmpty();
        String memberId = known ? request.memberId() : memberIds.next(origin, request.instanceId());
        if (!known && request.instanceId() == null) {
            reply.answer(Answer.JoinGroup.failed(Errors.MEMBER_ID_REQUIRED, memberId));
            return;
        }
        Answer answer = consumer.join(request, memberId, origin);
        if (answer.error() == Errors.NONE) {
            store.unreplicated()
                    .answerWritten(reply, answer, Answer.JoinGroup.failed(Errors.NOT_COORDINATOR, memberId));
        } else {
            reply.answer(answer);
        }
    }

    void sync(SyncGroup request, Reply reply) {
        answer(reply, consumer.sync(request), new Answer.SyncGroup(Errors.NOT_COORDINATOR, "", Assignment.EMPTY));
    }

    /** That a rebalance is in progress is no error of the request: that answer waits, too. */
    void beat(Heartbeat request, Reply reply) {
        answer(reply, new Answer.Heartbeat(consumer.beat(request)), new Answer.Heartbeat(Errors.NOT_COORDINATOR));
    }

    void leave(LeaveGroup request, Reply reply) {
        Errors error = consumer.leave(request);
        Answer answer = new Answer.LeaveGroup(error);
        if (error == Errors.NONE) {
            store.unreplicated().answerWritten(reply, answer, new Answer.LeaveGroup(Errors.NOT_COORDINATOR));
        } else {
            reply.answer(answer);
        }
    }

    private void answer(Reply reply, Answer answer, Answer ifMoved) {
        if (answer.error() == Errors.NONE || answer.error() == Errors.REBALANCE_IN_PROGRESS) {
            store.unreplicated().answerBehind(reply, answer, ifMoved);
        } else {
            reply.answer(answer);
        }
    }
}
