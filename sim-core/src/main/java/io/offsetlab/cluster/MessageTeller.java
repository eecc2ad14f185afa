package io.offsetlab.cluster;

import io.offsetlab.engine.Actor;
import io.offsetlab.network.Link;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Node;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.MessageFact;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Tells the messages of one connection as facts. They pass by the gate: nobody has to catch up with anything because of them. */
record MessageTeller(Actor actor, int member, Node node, FactSink facts) implements Link.Watch {

    @Override
    public void ended(Request request, @Nullable Answer answer, long sentAt, boolean arrived) {
        facts.accept(new MessageFact.Traveled(
                actor.now(),
                sentAt,
                member,
                node,
                request.kind(),
                answer != null,
                arrived,
                commit(request),
                isTelling(request, answer),
                answer == null ? Errors.NONE : answer.error()));
    }

    private static boolean isTelling(Request request, @Nullable Answer answer) {
        if (answer != null && answer.error() != Errors.NONE) {
            return true;
        }
        if (answer instanceof Answer.ConsumerGroupHeartbeat heartbeat) {
            return heartbeat.assigned() != null;
        }
        if (request instanceof Request.ConsumerGroupHeartbeat heartbeat) {
            return heartbeat.memberEpoch() <= 0 || heartbeat.topics() != null || heartbeat.owned() != null;
        }
        return !(request instanceof Request.Heartbeat);
    }

    private static int commit(Request request) {
        if (request instanceof Request.TxnOffsetCommit inTransaction) {
            return inTransaction.commit();
        }
        return request instanceof Request.OffsetCommit commit ? commit.commit() : -1;
    }
}
