package io.offsetlab.transaction;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.engine.Simulation;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Origin;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.Request.ProducerIdentity;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.TransactionEnd;
import io.offsetlab.trace.TransactionFact;
import io.offsetlab.transaction.Transaction.State;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all transactions, as Kafka's TransactionCoordinator is with transaction.version=2 (KIP-890): partitions and
 * groups are added by the brokers that are written to, and each end raises the producer's epoch. The end of a transaction is
 * certain, and told to the producer, before its markers are written.
 *
 * <p>What it has decided survives its move to another broker. All times are microseconds of virtual time.
 */
public final class TransactionCoordinator implements Connection.Endpoint, Fingerprinted {
    private final Simulation simulation;
    private final TransactionConfig config;
    private final Markers markers;
    private final FactSink facts;
    private final Map<String, Transaction> transactions = new TreeMap<>();
    private final Map<String, Completion> completions = new TreeMap<>();
    private final TimeoutCheck timeoutCheck = new TimeoutCheck();
    private final Whereabouts whereabouts;
    private long nextProducerId;

    public TransactionCoordinator(Simulation simulation, TransactionConfig config, Markers markers, FactSink facts) {
        this.simulation = simulation;
        this.config = config;
        this.markers = markers;
        this.facts = facts;
        this.whereabouts = new Whereabouts(simulation, this::loaded);
    }

    /** @throws IllegalArgumentException for a request that is not for a transaction coordinator */
    @Override
    public void receive(Request request, Origin origin, Connection.Reply reply) {
        if (request instanceof Request.FindCoordinatorOf) {
            whereabouts.toldTo(origin);
            reply.answer(new Answer.FindCoordinator(Errors.NONE));
            return;
        }
        Errors obstacle = whereabouts.obstacle(origin);
        if (request instanceof Request.InitProducerId init) {
            answer(reply, obstacle == Errors.NONE ? init(init, origin) : Answer.InitProducerId.failed(obstacle));
        } else if (request instanceof Request.EndTxn end) {
            answer(reply, obstacle == Errors.NONE ? end(end) : Answer.EndTxn.failed(obstacle));
        } else {
            throw new IllegalArgumentException("a transaction coordinator does not answer " + request.kind());
        }
    }

    /** What changed something is answered once that is replicated. */
    private void answer(Connection.Reply reply, Answer answer) {
        if (answer.error() == Errors.NONE) {
            reply.answerAfter(config.replicationMicros(), answer);
            boolean end = answer instanceof Answer.EndTxn;
            whereabouts.answers(
                    reply,
                    simulation.now() + config.replicationMicros(),
                    end
                            ? Answer.EndTxn.failed(Errors.NOT_COORDINATOR)
                            : Answer.InitProducerId.failed(Errors.NOT_COORDINATOR));
        } else {
            reply.answer(answer);
        }
    }

    private Answer init(Request.InitProducerId request, Origin origin) {
        if (request.transactionTimeoutMicros() > config.maxTimeoutMicros()) {
            return Answer.InitProducerId.failed(Errors.INVALID_TRANSACTION_TIMEOUT);
        }
        Transaction transaction =
                transactions.computeIfAbsent(request.transactionalId(), id -> new Transaction(id, nextProducerId++));
        if (transaction.state().isPrepared()) {
            return Answer.InitProducerId.failed(Errors.CONCURRENT_TRANSACTIONS);
        }
        if (transaction.state() == State.ONGOING) {
            transaction.fence(TransactionEnd.FENCED);
            complete(request.transactionalId());
            return Answer.InitProducerId.failed(Errors.CONCURRENT_TRANSACTIONS);
        }
        transaction.begin(origin.member(), request.transactionTimeoutMicros());
        return new Answer.InitProducerId(Errors.NONE, transaction.producerId(), transaction.epoch());
    }

    private Answer end(Request.EndTxn request) {
        Transaction transaction = find(request.producer());
        if (transaction == null) {
            return Answer.EndTxn.failed(Errors.INVALID_PRODUCER_ID_MAPPING);
        }
        State state = transaction.state();
        boolean current = request.producer().epoch() == transaction.epoch();
        boolean again = request.producer().epoch() == transaction.epoch() - 1;
        boolean known = state.isComplete() ? current || again : state.isPrepared() ? again : current;
        if (!known) {
            return Answer.EndTxn.failed(Errors.PRODUCER_FENCED);
        }
        if (again) {
            boolean same = state.isCommit() == request.commit();
            return !same
                    ? Answer.EndTxn.failed(Errors.INVALID_TXN_STATE)
                    : state.isPrepared() ? Answer.EndTxn.failed(Errors.CONCURRENT_TRANSACTIONS) : ended(transaction);
        }
        if (state != State.ONGOING && request.commit()) {
            return Answer.EndTxn.failed(Errors.INVALID_TXN_STATE);
        }
        transaction.prepare(request.commit(), TransactionEnd.PRODUCER);
        complete(request.producer().transactionalId());
        return ended(transaction);
    }

    private static Answer ended(Transaction transaction) {
        return new Answer.EndTxn(Errors.NONE, transaction.producerId(), transaction.epoch());
    }

    /** Writes the markers in a while. */
    private void complete(String transactionalId) {
        simulation.schedule(
                simulation.now() + config.replicationMicros() + config.markerMicros(),
                completions.computeIfAbsent(transactionalId, Completion::new));
    }

    private @Nullable Transaction find(ProducerIdentity producer) {
        Transaction found = transactions.get(producer.transactionalId());
        return found != null && found.isOf(producer) ? found : null;
    }

    /**
     * A broker asks whether a producer may write there as part of its transaction, which the place belongs to from now on
     * (AddPartitionsToTxn between brokers).
     *
     * @return NONE if it may
     */
    public Errors add(ProducerIdentity producer, Participant where) {
        if (whereabouts.isLoading()) {
            return Errors.COORDINATOR_LOAD_IN_PROGRESS;
        }
        Transaction transaction = find(producer);
        if (transaction == null) {
            return Errors.INVALID_PRODUCER_ID_MAPPING;
        }
        if (transaction.epoch() != producer.epoch()) {
            return Errors.PRODUCER_FENCED;
        }
        if (transaction.state().isPrepared()) {
            return Errors.CONCURRENT_TRANSACTIONS;
        }
        transaction.add(where, simulation.now());
        watchTimeouts();
        return Errors.NONE;
    }

    private void watchTimeouts() {
        if (!timeoutCheck.isScheduled()) {
            long interval = config.checkMicros();
            simulation.schedule((simulation.now() / interval + 1) * interval, timeoutCheck);
        }
    }

    /** Gives all transactions, if there are any, to another coordinator, which needs so long to load them. */
    public void move(long loadMicros) {
        if (!transactions.isEmpty()) {
            completions.values().forEach(simulation::cancel);
            whereabouts.move(loadMicros);
        }
    }

    private void loaded() {
        transactions.forEach((id, transaction) -> {
            if (transaction.state().isPrepared()) {
                complete(id);
            }
        });
    }

    /** Whether no transaction is open or still to be marked as ended. */
    public boolean isSettled() {
        return transactions.values().stream()
                .noneMatch(transaction -> transaction.state() == State.ONGOING
                        || transaction.state().isPrepared());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(nextProducerId).add(whereabouts).add(transactions.size());
        transactions.values().forEach(fingerprint::add);
    }

    /** The markers of a transaction are written. */
    private final class Completion extends Event {
        private final String transactionalId;

        Completion(String transactionalId) {
            this.transactionalId = transactionalId;
        }

        @Override
        protected void run() {
            Transaction transaction = transactions.get(transactionalId);
            if (transaction == null) {
                return;
            }
            boolean commit = transaction.state().isCommit();
            for (Participant where : transaction.participants()) {
                markers.write(where, transaction.producerId(), transaction.epoch(), commit);
            }
            transaction.complete();
            facts.accept(new TransactionFact.Ended(simulation.now(), transaction.member(), commit, transaction.why()));
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            fingerprint.addText(transactionalId);
        }
    }

    /** Looks for transactions that take too long, as often as transaction.abort.timed.out.transaction.cleanup.interval.ms says. */
    private final class TimeoutCheck extends Event {
        @Override
        protected void run() {
            boolean loading = whereabouts.isLoading();
            boolean ongoing = false;
            for (Map.Entry<String, Transaction> entry : transactions.entrySet()) {
                Transaction transaction = entry.getValue();
                if (!loading && transaction.isTimedOut(simulation.now())) {
                    transaction.fence(TransactionEnd.TIMED_OUT);
                    complete(entry.getKey());
                }
                ongoing |= transaction.state() == State.ONGOING;
            }
            if (ongoing) {
                watchTimeouts();
            }
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {}
    }
}
