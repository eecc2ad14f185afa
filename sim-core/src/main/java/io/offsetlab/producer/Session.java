package io.offsetlab.producer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.ProducerIdentity;

/** What the parts of one producer share. */
final class Session implements Fingerprinted {
    private final ProducerContext context;
    private final ProducerState state;
    private final Outbox outbox;
    private ProducerIdentity identity;
    private boolean started;

    Session(ProducerContext context) {
        this.context = context;
        outbox = new Outbox(context.acks());
        state = new ProducerState(context.settings().transactionalId());
        identity = new ProducerIdentity(context.settings().transactionalId(), -1, -1);
    }

    ProducerContext context() {
        return context;
    }

    ProducerState state() {
        return state;
    }

    Outbox outbox() {
        return outbox;
    }

    ProducerIdentity identity() {
        return identity;
    }

    /** The coordinator says who the producer is from now on. */
    void become(long producerId, int epoch) {
        identity = new ProducerIdentity(context.settings().transactionalId(), producerId, epoch);
        outbox.restartSequences();
    }

    /** Whether anything was sent in the transaction, so that its end has to be told (TransactionManager.transactionStarted). */
    boolean isStarted() {
        return started;
    }

    void started(boolean now) {
        started = now;
    }

    /** The transaction is over; the next may begin. */
    void transactionOver() {
        state.to(ProducerState.Phase.READY);
        started = false;
    }

    /** The transaction has to be aborted: what was not sent yet stays unsent. */
    void abortable(RuntimeException cause) {
        state.abortable(cause);
        outbox.dropWaiting(cause);
    }

    /** Nothing will be sent any more. */
    void fatal(RuntimeException cause) {
        state.fatal(cause);
        outbox.dropWaiting(cause);
        outbox.failed(cause);
    }

    /** The batch that was sent cannot be written. */
    void batchFailed(RuntimeException cause) {
        outbox.failed(cause);
        state.recordsFailed(cause);
        outbox.dropWaiting(cause);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(state)
                .add(outbox)
                .add(identity.id())
                .add(identity.epoch())
                .add(started);
    }
}
