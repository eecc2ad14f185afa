package io.offsetlab.group;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.OffsetCommit;
import io.offsetlab.trace.CommitFact;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** What an OffsetCommit does (S1.18 to S1.25), after Kafka's OffsetMetadataManager.commitOffset. */
final class CommitRequests {
    private final Surroundings around;
    private final CurrentGroup group;
    private final OffsetStore store;
    private final OffsetExpiry expiry;

    CommitRequests(Surroundings around, CurrentGroup group, OffsetStore store, OffsetExpiry expiry) {
        this.around = around;
        this.group = group;
        this.store = store;
        this.expiry = expiry;
    }

    void receive(OffsetCommit request, Origin origin, Reply reply) {
        if (!anyExists(request.offsets())) {
            storeEach(request, origin, reply);
            return;
        }
        Errors error = check(request);
        if (error == Errors.NONE) {
            keepAlive(request.memberId());
            storeEach(request, origin, reply);
        } else {
            refuse(request, origin, error, reply);
        }
    }

    private Errors check(OffsetCommit request) {
        return group.isConsumer()
                ? group.consumer().validate(request, i -> around.storable(request.offsets(), i) == Errors.NONE)
                : CommitValidation.check(group.classic(), request);
    }

    /** Refuses all of a commit. */
    void refuse(OffsetCommit request, Origin origin, Errors error, Reply reply) {
        refused(request, origin, -1, error);
        reply.answer(new Answer.OffsetCommit(error, null));
    }

    /** The broker sorts out unknown partitions before it asks the group; with none left it does not ask. */
    private boolean anyExists(Offsets asked) {
        for (int i = 0; i < asked.size(); i++) {
            if (around.topology().exists(asked.partition(i))) {
                return true;
            }
        }
        return false;
    }

    /** A commit counts as a sign of life in the classic protocol (S4.13), and may be what makes the group known (S1.24). */
    private void keepAlive(String memberId) {
        if (group.isConsumer()) {
            return;
        }
        switch (group.classic().state()) {
            case DEAD -> group.classic().create();
            case STABLE, PREPARING_REBALANCE -> {
                Member member = group.classic().roster().find(memberId);
                if (member != null) {
                    member.restartSession();
                }
            }
            case EMPTY, COMPLETING_REBALANCE -> {}
        }
    }

    /** Errors are per partition: the others are stored (S1.20). */
    private void storeEach(OffsetCommit request, Origin origin, Reply reply) {
        Offsets asked = request.offsets();
        Errors[] errors = null;
        boolean anyStored = false;
        for (int i = 0; i < asked.size(); i++) {
            Errors error = around.storable(asked, i);
            if (error == Errors.NONE) {
                store.commit(request, i, origin, reply);
                expiry.stored(asked.partition(i));
                anyStored = true;
            } else {
                errors = note(errors, asked.size(), i, error);
                refused(request, origin, asked.partition(i), error);
            }
        }
        acknowledge(reply, anyStored, errors == null ? Answer.OffsetCommit.STORED : partlyStored(errors));
    }

    private static Errors[] note(Errors @Nullable [] errors, int size, int i, Errors error) {
        Errors[] noted = errors;
        if (noted == null) {
            noted = new Errors[size];
            Arrays.fill(noted, Errors.NONE);
        }
        noted[i] = error;
        return noted;
    }

    private static Answer partlyStored(Errors[] errors) {
        for (Errors error : errors) {
            if (error != Errors.NONE) {
                return new Answer.OffsetCommit(error, List.of(errors));
            }
        }
        return Answer.OffsetCommit.STORED;
    }

    private void acknowledge(Reply reply, boolean anyStored, Answer answer) {
        long replication = around.config().replicationMicros();
        if (anyStored && replication > 0) {
            reply.answerAfter(replication, answer);
        } else {
            reply.answer(answer);
        }
    }

    private void refused(OffsetCommit request, Origin origin, int partition, Errors error) {
        around.facts()
                .accept(new CommitFact.CommitRefused(
                        around.now(), partition, origin.member(), request.generation(), request.commit(), error));
    }
}
