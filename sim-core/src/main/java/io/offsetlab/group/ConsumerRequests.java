package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerProtocol;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import org.apache.kafka.common.protocol.Errors;

/**
 * Heartbeats of the consumer protocol at the door: what they need of a group that may speak the other protocol, and when they are
 * answered. An error is answered at once, all else when what was written before is replicated.
 */
final class ConsumerRequests {
    private static final Answer MOVED = Answer.ConsumerGroupHeartbeat.failed(Errors.NOT_COORDINATOR);

    private final Migration migration;
    private final ConsumerProtocol consumer;
    private final OffsetStore store;

    ConsumerRequests(ConsumerProtocol consumer, Migration migration, OffsetStore store) {
        this.migration = migration;
        this.consumer = consumer;
        this.store = store;
    }

    void receive(ConsumerGroupHeartbeat request, Origin origin, Reply reply) {
        Errors error = consumer.invalid(request);
        if (error == Errors.NONE && request.memberEpoch() == 0) {
            error = migration.upgradeFor(request);
        }
        if (error != Errors.NONE) {
            reply.answer(Answer.ConsumerGroupHeartbeat.failed(error));
            return;
        }
        boolean quiet = consumer.answersQuietly(request);
        Answer answer = consumer.receive(request, origin);
        if (answer.error() != Errors.NONE) {
            reply.answer(answer);
        } else if (quiet) {
            store.unreplicated().answerBehind(reply, answer, MOVED);
        } else {
            store.unreplicated().answerWritten(reply, answer, MOVED);
        }
    }
}
