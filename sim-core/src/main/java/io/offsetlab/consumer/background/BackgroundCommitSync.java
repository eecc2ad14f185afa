package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * commitSync of AsyncKafkaConsumer: hands the commit to the background thread, waits for the asynchronous ones before it and runs their
 * callbacks (S3.12), then waits for its own. A wakeup, an interrupt or the end of its time is noticed only then: the commit goes on
 * being tried (S3.15).
 */
final class BackgroundCommitSync extends Call implements CommitAttempt.Outcome {
    private final Client client;
    private final ClientContext context;
    private final CommitRequests commits;
    private final Offsets offsets;
    private final boolean empty;
    private final long deadlineAt;
    private boolean sent;
    private boolean asyncOver;
    private boolean ended;
    private @Nullable RuntimeException refusal;

    BackgroundCommitSync(Client client, CommitRequests commits, @Nullable Offsets offsets, long timeoutMicros) {
        super(CallKind.COMMIT_SYNC);
        this.client = client;
        this.context = client.context();
        this.commits = commits;
        this.offsets = offsets == null ? client.positions().allConsumed() : offsets;
        this.empty = this.offsets.isEmpty();
        this.deadlineAt = context.now() + timeoutMicros;
    }

    @Override
    protected void advance() {
        RuntimeException byCallback = commitCallbackException();
        if (byCallback != null) {
            fail(byCallback);
            return;
        }
        if (!sent || asyncOver) {
            Upcall callback = client.commits().nextCallback();
            if (callback != null) {
                stopFor(callback);
                return;
            }
        }
        if (!sent) {
            send();
        }
        awaitAsync();
        if (hasNews()) {
            return;
        }
        if (asyncOver && ended) {
            endAsSaid();
        } else {
            await();
        }
    }

    private void send() {
        sent = true;
        if (empty) {
            ended = true;
        } else {
            commits.commitSync(offsets, CommitKind.SYNC, deadlineAt, this);
        }
    }

    private void awaitAsync() {
        if (!asyncOver && !commits.hasPendingAsync()) {
            asyncOver = true;
            Upcall callback = client.commits().nextCallback();
            if (callback != null) {
                stopFor(callback);
            }
        }
    }

    private void endAsSaid() {
        // who has nothing to wait for takes the wakeup away all the same (WakeupTrigger.setActiveTask)
        client.signals().takeWakeup();
        if (refusal == null) {
            end(null);
        } else {
            fail(refusal);
        }
    }

    private void await() {
        RuntimeException interruption = client.signals().interruption();
        if (interruption != null) {
            fail(interruption);
        } else if (context.now() >= deadlineAt) {
            fail(new TimeoutException(new java.util.concurrent.TimeoutException()));
        } else {
            context.wakeAt(deadlineAt);
        }
    }

    @Override
    public void ended(Errors error, @Nullable RuntimeException exception) {
        ended = true;
        refusal = exception;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(offsets.hashCode()).addTime(deadlineAt);
        fingerprint.add(sent).add(asyncOver).add(ended).add(refusal != null);
    }
}
