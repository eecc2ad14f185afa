package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * commitSync: sent again after retriable errors until its time is over (ConsumerCoordinator.commitOffsetsSync). Callbacks of
 * earlier asynchronous commits run before it returns (S3.12). A wakeup or
 * an interrupt is noticed only after the request has left (S3.15).
 */
final class CommitSyncCall extends Call implements Commits.Outcome {
    private final Client client;
    private final ClientContext context;
    private final Offsets offsets;
    private final long deadlineAt;
    private boolean inFlight;
    private int retries;
    private long notBefore;
    private @Nullable RuntimeException refusal;
    private boolean stored;

    CommitSyncCall(Client client, @Nullable Offsets offsets, long timeoutMicros) {
        super(CallKind.COMMIT_SYNC);
        this.client = client;
        this.context = client.context();
        this.offsets = offsets == null ? client.positions().allConsumed() : offsets;
        this.deadlineAt = context.now() + timeoutMicros;
        this.stored = this.offsets.isEmpty();
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            fail(byCallback);
            return;
        }
        RuntimeException fenced = client.commits().fencedForGood();
        Upcall callback = fenced == null ? client.commits().nextCallback() : null;
        if (fenced != null) {
            fail(fenced);
        } else if (callback != null) {
            stopFor(callback);
        } else if (refusal != null) {
            fail(refusal);
        } else if (stored) {
            endOrWaitForAsync();
        } else if (!inFlight) {
            sendOrWait();
        } else if (context.now() >= deadlineAt) {
            failByTime();
        }
        RuntimeException interruption = hasNews() ? null : client.signals().interruption();
        if (interruption != null) {
            fail(interruption);
        } else if (!hasNews()) {
            context.wakeAt(inFlight || context.now() >= notBefore ? deadlineAt : Math.min(notBefore, deadlineAt));
        }
    }

    private void endOrWaitForAsync() {
        client.commits().sendWaiting();
        if (client.commits().hasPendingAsync() && context.now() < deadlineAt) {
            client.lookup().ensureKnown();
        } else {
            end(null);
        }
    }

    /** A first try is made even when no time is given and the coordinator is known, a further one only as long as there is time. */
    private void sendOrWait() {
        if (context.now() >= deadlineAt && (retries > 0 || !client.lookup().isKnown())) {
            failByTime();
        } else if (context.now() >= notBefore && client.lookup().ensureKnown()) {
            RuntimeException obstacle = client.membership().commitObstacle();
            if (obstacle != null) {
                fail(obstacle);
                return;
            }
            client.commits().sendWaiting();
            inFlight = true;
            client.commits().send(offsets, CommitKind.SYNC, this);
        }
    }

    private void failByTime() {
        fail(new TimeoutException("Timeout expired before successfully committing offsets " + offsets));
    }

    @Override
    public void ended(Errors error) {
        inFlight = false;
        if (error == Errors.NONE) {
            stored = true;
        } else if (CommitErrors.isRetriable(error)) {
            notBefore = context.now() + context.backoffMicros(retries++, context.now());
        } else if (!isDone()) {
            refusal = CommitErrors.exception(error);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(offsets.hashCode()).addTime(deadlineAt).add(inFlight).add(stored);
        fingerprint.add(retries).addTime(Math.max(notBefore, context.now())).add(refusal != null);
    }
}
