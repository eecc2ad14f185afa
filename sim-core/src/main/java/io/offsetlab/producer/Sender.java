package io.offsetlab.producer;

import io.offsetlab.engine.ActorEvent;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * The producer's own thread: one request to a coordinator and one batch of records are on their way at a time, whatever the
 * application is at. An end waits for the records before it.
 */
final class Sender implements Fingerprinted {
    private final Session session;
    private final ProducerContext context;
    private final Runnable onProgress;
    private final List<TxnRequest> queue = new ArrayList<>();
    private final Wake wake;
    private @Nullable TxnRequest inFlight;
    private boolean knowsTransactions;
    private boolean knowsGroup;
    private boolean lookingUp;
    private boolean batchInFlight;
    private long requestNotBefore;
    private long batchNotBefore;

    /** @param onProgress runs whenever something may have ended */
    Sender(Session session, Runnable onProgress) {
        this.session = session;
        this.context = session.context();
        this.onProgress = onProgress;
        this.wake = new Wake();
    }

    /** Sends this as soon as what comes before it is over. */
    void enqueue(TxnRequest request) {
        queue.add(request);
        work();
    }

    /** Whether nothing is on its way or waits. */
    boolean isIdle() {
        return queue.isEmpty() && inFlight == null && session.outbox().isEmpty();
    }

    /** Sends what can be sent. */
    void work() {
        failIfInError();
        if (inFlight == null && !lookingUp) {
            nextRequest();
        }
        sendBatch();
        onProgress.run();
    }

    /** In a state of error nothing that waits is sent, but for the abort of the transaction, which leaves that state. */
    private void failIfInError() {
        if (session.state().hasError()) {
            queue.forEach(request -> request.result().fail(session.state().error()));
            queue.clear();
        }
    }

    private void nextRequest() {
        TxnRequest next = null;
        for (TxnRequest request : queue) {
            if (next == null || request.priority() < next.priority()) {
                next = request;
            }
        }
        if (next == null || (next.isEnd() && !session.outbox().isEmpty())) {
            return;
        }
        if (next.isEnd() && !session.isStarted()) {
            queue.remove(next);
            session.transactionOver();
            next.result().succeed();
        } else if (context.now() < requestNotBefore) {
            wakeAt(requestNotBefore);
        } else if (!knows(next)) {
            lookUp(next.coordinator());
        } else {
            queue.remove(next);
            inFlight = next;
            context.connection().send(next.message(), new Answered(next));
        }
    }

    private boolean knows(TxnRequest request) {
        return request.coordinator().group() ? knowsGroup : knowsTransactions;
    }

    private void know(TxnRequest request, boolean known) {
        know(request.coordinator(), known);
    }

    private void know(Request.FindCoordinatorOf of, boolean known) {
        if (of.group()) {
            knowsGroup = known;
        } else {
            knowsTransactions = known;
        }
    }

    private void lookUp(Request.FindCoordinatorOf of) {
        lookingUp = true;
        context.connection().send(of, new Found(of));
    }

    private void restBeforeRequests() {
        requestNotBefore = context.now() + context.settings().retryBackoffMicros();
    }

    private void sendBatch() {
        boolean open = session.state().isIn(ProducerState.Phase.IN_TRANSACTION)
                || session.state().isIn(ProducerState.Phase.COMMITTING_TRANSACTION);
        Outbox.Batch batch = session.outbox().next(open ? context.batchRecords() : 0);
        if (batch == null || batchInFlight) {
            return;
        }
        if (context.now() >= batch.since() + context.settings().deliveryTimeoutMicros()) {
            session.batchFailed(new TimeoutException("Expiring "
                    + batch.records().size() + " record(s): delivery.timeout.ms has passed since batch creation"));
            failIfInError();
        } else if (context.now() < batchNotBefore) {
            wakeAt(batchNotBefore);
        } else {
            batchInFlight = true;
            context.connection()
                    .send(
                            new Request.Produce(
                                    session.identity(), batch.partition(), batch.sequence(), batch.records()),
                            new Written());
        }
    }

    private void batchAnswered(Answer.Produce answer) {
        Errors error = answer.error();
        if (error == Errors.NONE) {
            session.outbox().written(answer.firstOffset());
        } else if (error.exception() instanceof RetriableException) {
            batchNotBefore = context.now() + context.settings().retryBackoffMicros();
        } else {
            session.batchFailed(error.exception());
        }
    }

    /** Makes the producer look again at that time, or earlier. */
    void wakeAt(long at) {
        if (wake.isScheduled()) {
            if (wake.at() <= at) {
                return;
            }
            context.actor().cancel(wake);
        }
        context.actor().schedule(Math.max(at, context.now()), wake);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(queue.size())
                .add(inFlight != null)
                .add(knowsTransactions)
                .add(knowsGroup);
        queue.forEach(fingerprint::add);
        if (inFlight != null) {
            fingerprint.add(inFlight);
        }
        fingerprint.add(lookingUp).add(batchInFlight);
        fingerprint.addTime(Math.max(requestNotBefore, context.now()));
        fingerprint.addTime(Math.max(batchNotBefore, context.now()));
    }

    private final class Answered implements Connection.Handler {
        private final TxnRequest request;

        Answered(TxnRequest request) {
            this.request = request;
        }

        @Override
        public void onAnswer(Answer answer) {
            goOn(request.answered(answer));
        }

        @Override
        public void onDisconnect() {
            goOn(TxnRequest.Next.LOOK_UP);
        }

        private void goOn(TxnRequest.Next next) {
            inFlight = null;
            if (next == TxnRequest.Next.LOOK_UP) {
                know(request, false);
            }
            if (next != TxnRequest.Next.OVER) {
                queue.add(request);
                restBeforeRequests();
            }
            work();
        }
    }

    private final class Found implements Connection.Handler {
        private final Request.FindCoordinatorOf of;

        Found(Request.FindCoordinatorOf of) {
            this.of = of;
        }

        @Override
        public void onAnswer(Answer answer) {
            lookingUp = false;
            know(of, answer.error() == Errors.NONE);
            if (answer.error() != Errors.NONE) {
                restBeforeRequests();
            }
            work();
        }

        @Override
        public void onDisconnect() {
            lookingUp = false;
            restBeforeRequests();
            work();
        }
    }

    private final class Written implements Connection.Handler {
        @Override
        public void onAnswer(Answer answer) {
            batchInFlight = false;
            if (session.outbox().hasBatch()) {
                batchAnswered((Answer.Produce) answer);
            }
            work();
        }

        @Override
        public void onDisconnect() {
            batchInFlight = false;
            batchNotBefore = context.now() + context.settings().retryBackoffMicros();
            work();
        }
    }

    /** A pause is over, or the time of a call. */
    private final class Wake extends ActorEvent {
        Wake() {
            super(context.actor());
        }

        @Override
        protected void act() {
            work();
        }
    }
}
