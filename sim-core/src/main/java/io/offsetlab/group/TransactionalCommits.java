package io.offsetlab.group;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection.Reply;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.protocol.Request.TxnOffsetCommit;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.common.protocol.Errors;

/**
 * What a TxnOffsetCommit does, and the marker that ends its transaction (S7.11 to S7.13, S9.2), after Kafka's
 * OffsetMetadataManager. A producer looks for the coordinator by itself, apart from the consumer of its process.
 */
final class TransactionalCommits implements Fingerprinted {
    private final Surroundings around;
    private final OffsetStore store;
    private final OffsetExpiry expiry;
    private final Function<TxnOffsetCommit, Errors> validation;
    private final BooleanSupplier loading;
    private final Discovery discovery = new Discovery();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private Transactions transactions = producer -> Errors.INVALID_PRODUCER_ID_MAPPING;

    /** An answer that leaves when what it acknowledges is replicated. */
    private record Unanswered(Reply reply, long until) {}

    /** @param validation who may commit; what it returns for a request that may is NONE */
    TransactionalCommits(
            Surroundings around,
            OffsetStore store,
            OffsetExpiry expiry,
            Function<TxnOffsetCommit, Errors> validation,
            BooleanSupplier loading) {
        this.around = around;
        this.store = store;
        this.expiry = expiry;
        this.validation = validation;
        this.loading = loading;
    }

    void askBefore(Transactions coordinator) {
        transactions = coordinator;
    }

    void discoveredBy(Origin origin) {
        discovery.by(origin);
    }

    void receive(TxnOffsetCommit request, Origin origin, Reply reply) {
        Errors error = obstacle(request, origin);
        if (error == Errors.NONE) {
            pendEach(request, origin, reply);
        } else {
            refused(request, origin, -1, error);
            reply.answer(new Answer.TxnOffsetCommit(error));
        }
    }

    private Errors obstacle(TxnOffsetCommit request, Origin origin) {
        if (!discovery.isCurrent(origin)) {
            return Errors.NOT_COORDINATOR;
        }
        if (loading.getAsBoolean()) {
            return Errors.COORDINATOR_LOAD_IN_PROGRESS;
        }
        ProducerIdentity producer = request.producer();
        Errors error = transactions.add(producer);
        if (error == Errors.PRODUCER_FENCED) {
            return Errors.INVALID_PRODUCER_EPOCH;
        }
        return error == Errors.NONE ? validation.apply(request) : error;
    }

    /** Errors are per partition: the others are held (S1.20). */
    private void pendEach(TxnOffsetCommit request, Origin origin, Reply reply) {
        Offsets asked = request.offsets();
        Errors[] errors = new Errors[asked.size()];
        Arrays.fill(errors, Errors.NONE);
        Errors first = Errors.NONE;
        for (int i = 0; i < asked.size(); i++) {
            errors[i] = around.storable(asked, i);
            if (errors[i] == Errors.NONE) {
                pend(request, i, origin);
            } else {
                refused(request, origin, asked.partition(i), errors[i]);
                first = first == Errors.NONE ? errors[i] : first;
            }
        }
        long replication = around.config().replicationMicros();
        Answer answer = new Answer.TxnOffsetCommit(first, List.of(errors));
        dropAnswered();
        if (replication == 0) {
            reply.answer(answer);
        } else {
            reply.answerAfter(replication, answer);
            unanswered.add(new Unanswered(reply, around.now() + replication));
        }
    }

    private void pend(TxnOffsetCommit request, int i, Origin origin) {
        int partition = request.offsets().partition(i);
        long offset = request.offsets().offset(i);
        store.pending()
                .put(
                        request.producer().id(),
                        partition,
                        new PendingOffsets.Pending(
                                offset,
                                OffsetStore.told(request.offsets(), i),
                                around.now(),
                                origin,
                                request.commit()));
        around.facts()
                .accept(new TransactionFact.OffsetsPending(
                        around.now(), partition, offset, origin.member(), request.generation(), request.commit()));
    }

    private void refused(TxnOffsetCommit request, Origin origin, int partition, Errors error) {
        around.facts()
                .accept(new CommitFact.CommitRefused(
                        around.now(), partition, origin.member(), request.generation(), request.commit(), error));
    }

    /** The marker of a transaction: what it has pending becomes the stored offset unless a later one was appended, or goes. */
    void end(long producerId, boolean commit) {
        store.pending().take(producerId).forEach((partition, pending) -> {
            if (commit && store.takeOver(partition, pending)) {
                expiry.stored(partition);
            }
        });
        if (!commit) {
            expiry.reschedule();
        }
    }

    /** Whether an open transaction has an offset pending for any of these, so that nobody can be told it now (S7.12). */
    boolean isUnstable(List<Integer> partitions) {
        if (store.pending().isEmpty()) {
            return false;
        }
        for (int partition : partitions) {
            if (store.pending().has(partition)) {
                return true;
            }
        }
        return false;
    }

    /** The group has another coordinator; what was not replicated may be lost. */
    void moved(Chance.Stream survival) {
        discovery.moved();
        dropAnswered();
        unanswered.forEach(answer -> answer.reply.revise(new Answer.TxnOffsetCommit(Errors.NOT_COORDINATOR)));
        unanswered.clear();
        long replicatedUpTo = around.now() - around.config().replicationMicros();
        store.pending()
                .lose(replicatedUpTo, pending -> survival.below(2, pending.origin.member(), pending.commit) == 0);
    }

    private void dropAnswered() {
        unanswered.removeIf(answer -> answer.until <= around.now());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(store.pending()).add(discovery);
    }
}
