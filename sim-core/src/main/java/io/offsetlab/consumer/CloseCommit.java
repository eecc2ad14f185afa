package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.common.protocol.Errors;

/**
 * What close commits before the member leaves (ConsumerCoordinator.close): the positions if auto-commit is on, sent again after
 * retriable errors, and asynchronous commits that still wait for the coordinator to be found (S2.9, S3.14). Errors are nobody's.
 */
final class CloseCommit implements Commits.Outcome, Fingerprinted {
    private final Client client;
    private final ClientContext context;
    private final long deadlineAt;
    private boolean committed;
    private boolean inFlight;
    private int retries;
    private long notBefore;

    CloseCommit(Client client, long deadlineAt) {
        this.client = client;
        this.context = client.context();
        this.deadlineAt = deadlineAt;
        this.committed = !context.config().autoCommit();
    }

    /** Whether nothing more is to be committed; otherwise the call waits or stops for a callback. */
    boolean isOver(LeaveCall call) {
        if (!committed) {
            Upcall callback = client.commits().nextCallback();
            if (callback != null) {
                call.stopFor(callback);
                return false;
            }
            commit();
        }
        if (committed && client.commits().hasWaiting()) {
            client.lookup().ensureKnown();
            client.commits().sendWaiting();
        }
        boolean over = committed && (!client.commits().hasWaiting() || context.now() >= deadlineAt);
        if (!over) {
            context.wakeAt(inFlight || context.now() >= notBefore ? deadlineAt : Math.min(notBefore, deadlineAt));
        }
        return over;
    }

    private void commit() {
        Offsets consumed = client.positions().allConsumed();
        if (consumed.isEmpty()) {
            committed = !client.commits().hasPendingAsync() || context.now() >= deadlineAt;
        } else if (inFlight) {
            committed = context.now() >= deadlineAt;
        } else if (context.now() >= notBefore && client.lookup().ensureKnown()) {
            send(consumed);
        } else {
            committed = context.now() >= deadlineAt;
        }
    }

    private void send(Offsets consumed) {
        if (client.membership().commitObstacle() != null) {
            committed = true;
            return;
        }
        inFlight = true;
        client.commits().send(consumed, CommitKind.AUTO_CLOSE, this);
        committed = context.now() >= deadlineAt;
    }

    @Override
    public void ended(Errors error) {
        inFlight = false;
        if (CommitErrors.isRetriable(error)) {
            notBefore = context.now() + context.backoffMicros(retries++, context.now());
        } else {
            committed = true;
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(committed).add(inFlight).add(retries).addTime(Math.max(notBefore, context.now()));
    }
}
