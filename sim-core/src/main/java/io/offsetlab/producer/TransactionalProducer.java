package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.producer.ProducerState.Phase;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request.Output;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The transactional producer of one life of a process, as KafkaProducer with its TransactionManager is with
 * transaction.version=2. What takes time is started as a {@link ProducerCall}, which events end; it never runs application code.
 */
public final class TransactionalProducer implements Fingerprinted {
    private final ProducerContext context;
    private final Driver driver;
    private final Session session;
    private final Sender sender;
    private @Nullable ProducerCall call;
    private @Nullable Result flushed;
    private @Nullable Transition transition;
    private int commits;
    private boolean closed;

    /** Whoever drives the member: told when the producer's call has ended. */
    public interface Driver {
        void news();
    }

    /** A change of state that the application has asked for; who gave up waiting for it has to ask for it again. */
    private record Transition(CallKind kind, Result result) {}

    public TransactionalProducer(ProducerContext context, Driver driver) {
        this.context = context;
        this.driver = driver;
        session = new Session(context);
        sender = new Sender(session, this::look);
    }

    public ProducerSettings settings() {
        return context.settings();
    }

    /** The call that is going on or was not finished, or null. */
    public @Nullable ProducerCall call() {
        return call;
    }

    /** Whether a transaction has begun and was not ended. */
    public boolean isInTransaction() {
        return session.state().isIn(Phase.IN_TRANSACTION) || session.state().isIn(Phase.ABORTABLE_ERROR);
    }

    /** Whether nothing can be done with this producer any more. */
    public boolean isBroken() {
        return session.state().isIn(Phase.FATAL_ERROR);
    }

    /** initTransactions(): fences whoever had the transactional.id before, and aborts its transaction (S9.4). */
    public ProducerCall initTransactions() {
        Result result = transition(CallKind.INIT_TRANSACTIONS);
        if (result == null) {
            session.state().failIfInError();
            session.state().to(Phase.INITIALIZING);
            result = begin(CallKind.INIT_TRANSACTIONS);
            sender.enqueue(new InitRequest(session, result));
        }
        return start(
                CallKind.INIT_TRANSACTIONS,
                result,
                "InitTransactions timed out - did not complete coordinator discovery or receive the InitProducerId"
                        + " response within max.block.ms.");
    }

    /** beginTransaction(): says so to nobody. */
    public void beginTransaction() {
        ensureNoTransition("beginTransaction");
        session.state().failIfInError();
        session.state().to(Phase.IN_TRANSACTION);
    }

    /**
     * send(record): the record leaves as soon as those before it are written.
     *
     * @param partition where it goes, numbered as outputs are
     */
    public void send(int partition, Output output) {
        ensureOpen();
        session.state().failIfInError();
        ensureNoTransition("send");
        if (session.identity().id() < 0) {
            throw new IllegalStateException(
                    "Cannot add partition to transaction before completing a call to initTransactions");
        }
        if (!session.state().isIn(Phase.IN_TRANSACTION)) {
            throw new IllegalStateException("Cannot add partition to transaction while in state  "
                    + session.state().phase());
        }
        session.started(true);
        session.outbox().add(partition, output, context.now());
        sender.work();
    }

    /** sendOffsetsToTransaction(): these offsets count once the transaction is committed. */
    public ProducerCall sendOffsets(Offsets offsets, GroupIdentity group) {
        ensureOpen();
        ensureNoTransition("sendOffsetsToTransaction");
        session.state().failIfInError();
        if (!session.state().isIn(Phase.IN_TRANSACTION)) {
            throw new IllegalStateException("Cannot send offsets if a transaction is not in progress (currentState= "
                    + session.state().phase() + ")");
        }
        Result result = new Result();
        if (offsets.isEmpty()) {
            result.succeed();
        } else {
            session.started(true);
            sender.enqueue(new OffsetsRequest(session, result, group, offsets, commits++));
        }
        return start(
                CallKind.SEND_OFFSETS,
                result,
                "SendOffsetsToTransaction timed out - did not reach the coordinator or receive the"
                        + " TxnOffsetCommit/AddOffsetsToTxn response within max.block.ms");
    }

    /** commitTransaction(): waits for all records, then for the coordinator. */
    public ProducerCall commitTransaction() {
        ensureOpen();
        Result result = transition(CallKind.COMMIT_TRANSACTION);
        if (result == null) {
            session.state().failIfInError();
            session.state().to(Phase.COMMITTING_TRANSACTION);
            result = begin(CallKind.COMMIT_TRANSACTION);
            sender.enqueue(new EndRequest(session, result, true));
        }
        return start(
                CallKind.COMMIT_TRANSACTION,
                result,
                "CommitTransaction timed out - did not complete EndTxn with the transaction coordinator within"
                        + " max.block.ms");
    }

    /** abortTransaction(): records that were not sent yet stay unsent. */
    public ProducerCall abortTransaction() {
        ensureOpen();
        Result result = transition(CallKind.ABORT_TRANSACTION);
        if (result == null) {
            if (!session.state().isIn(Phase.ABORTABLE_ERROR)) {
                session.state().failIfInError();
            }
            session.state().to(Phase.ABORTING_TRANSACTION);
            session.outbox().dropWaiting(new TransactionAbortedException());
            result = begin(CallKind.ABORT_TRANSACTION);
            sender.enqueue(new EndRequest(session, result, false));
        }
        return start(
                CallKind.ABORT_TRANSACTION,
                result,
                "AbortTransaction timed out - did not complete EndTxn(abort) with the transaction coordinator within"
                        + " max.block.ms");
    }

    /** flush(): waits until no record is on its way; how that ends is for commitTransaction to say. */
    public ProducerCall flush() {
        ensureOpen();
        Result result = new Result();
        flushed = result;
        ProducerCall flush = new ProducerCall(CallKind.FLUSH, result, Long.MAX_VALUE, "");
        begin(flush);
        return flush;
    }

    /** close(): nothing more is sent. A transaction that is open is left to its time-out unless it was aborted before. */
    public void close() {
        closed = true;
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("Cannot perform operation after producer has been closed");
        }
    }

    private void ensureNoTransition(String operation) {
        if (transition != null && !transition.result.isSeen()) {
            throw new IllegalStateException("Cannot attempt operation `" + operation
                    + "` because the previous call to `" + name(transition.kind) + "` timed out and must be retried");
        }
    }

    /** What a call of this kind that timed out still waits for, or null. */
    private @Nullable Result transition(CallKind kind) {
        if (transition == null || transition.result.isSeen()) {
            return null;
        }
        if (transition.kind != kind) {
            ensureNoTransition(name(kind));
        }
        return transition.result;
    }

    private Result begin(CallKind kind) {
        Result result = new Result();
        transition = new Transition(kind, result);
        return result;
    }

    private static String name(CallKind kind) {
        return switch (kind) {
            case INIT_TRANSACTIONS -> "initTransactions";
            case COMMIT_TRANSACTION -> "commitTransaction";
            case ABORT_TRANSACTION -> "abortTransaction";
            default -> throw new IllegalArgumentException(kind + " changes no state");
        };
    }

    private ProducerCall start(CallKind kind, Result result, String late) {
        ProducerCall started = new ProducerCall(
                kind, result, context.now() + context.settings().maxBlockMicros(), late);
        begin(started);
        return started;
    }

    private void begin(ProducerCall started) {
        call = started;
        context.facts().accept(new CallFact.CallEntered(context.now(), context.member(), started.kind()));
        look();
        if (!started.isDone() && started.deadlineAt() < Long.MAX_VALUE) {
            sender.wakeAt(started.deadlineAt());
        }
    }

    /** Looks whether the call is over. */
    private void look() {
        if (flushed != null && session.outbox().isEmpty()) {
            flushed.succeed();
            flushed = null;
        }
        ProducerCall current = call;
        if (current == null) {
            return;
        }
        if (current.look(context.now())) {
            driver.news();
        } else if (!current.isDone() && current.deadlineAt() < Long.MAX_VALUE) {
            sender.wakeAt(current.deadlineAt());
        }
    }

    /** The driver saw how the call ended, and forgets it. */
    @SuppressWarnings("ReferenceEquality") // a call is one going on, whatever it equals
    public void finish(ProducerCall ended) {
        if (call != ended || !ended.isDone()) {
            throw new IllegalStateException("only the call that is going on can be finished, once it is done");
        }
        call = null;
        RuntimeException thrown = ended.exception();
        context.facts()
                .accept(new CallFact.CallLeft(
                        context.now(),
                        context.member(),
                        ended.kind(),
                        thrown == null ? Errors.NONE : Errors.forException(thrown)));
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(session).add(sender).add(closed).add(call != null).add(flushed != null);
        if (call != null) {
            fingerprint.add(call);
        }
        fingerprint.add(transition == null ? -1 : transition.kind.ordinal());
        fingerprint.add(transition != null && transition.result.isSeen());
    }
}
