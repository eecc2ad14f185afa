package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * close and unsubscribe. close commits the positions first if auto-commit is on, for min(timeout, request.timeout.ms) at most
 * (S2.9), then callbacks, then the group is left (S10.6). unsubscribe commits nothing (S2.10).
 */
final class LeaveCall extends Call implements Commits.Outcome {
    private final Client client;
    private final ClientContext context;
    private final boolean closing;
    private final long deadlineAt;
    private final long commitDeadlineAt;
    private final GroupMembershipOperation operation;
    private boolean committing;
    private boolean committed;
    private boolean leaving;
    private boolean answerAwaited;
    private @Nullable RuntimeException thrown;

    LeaveCall(Client client, CallKind kind, long timeoutMicros, GroupMembershipOperation operation) {
        super(kind);
        this.operation = operation;
        this.client = client;
        this.context = client.context();
        this.closing = kind == CallKind.CLOSE;
        this.deadlineAt = context.now() + timeoutMicros;
        this.commitDeadlineAt =
                context.now() + Math.min(timeoutMicros, context.config().requestTimeoutMicros());
        this.committed = !closing || !context.config().autoCommit();
    }

    @Override
    protected void advance() {
        if (!committed && !commit()) {
            return;
        }
        if (!leaving && client.membership().prepareToLeave(this) != Membership.Step.READY) {
            return;
        }
        if (!leaving) {
            leave();
        }
        if (answerAwaited && context.now() < deadlineAt) {
            context.wakeAt(deadlineAt);
            return;
        }
        if (closing) {
            client.closed();
        }
        if (thrown == null) {
            end(null);
        } else {
            fail(wrapped(thrown));
        }
    }

    /** Gives everything up; only close waits for the coordinator's answer (AbstractCoordinator.close). */
    private void leave() {
        leaving = true;
        thrown = takeCallbackException();
        client.positions().assign(new int[0]);
        client.fetcher().clear();
        if (thrown == null) {
            answerAwaited = client.membership().leave(operation, new Left()) && closing;
        } else {
            client.membership().leaveFailed();
        }
    }

    private RuntimeException wrapped(RuntimeException byApplication) {
        RuntimeException byCallback = new KafkaException("User rebalance callback throws an error", byApplication);
        return closing ? new KafkaException("Failed to close kafka consumer", byCallback) : byCallback;
    }

    /** Commits the positions once; true when that is over, however it ended. */
    private boolean commit() {
        if (committing) {
            committed = context.now() >= commitDeadlineAt;
            if (!committed) {
                context.wakeAt(commitDeadlineAt);
            }
            return committed;
        }
        Offsets consumed = client.positions().allConsumed();
        if (consumed.isEmpty()
                || client.membership().commitObstacle() != null
                || !client.lookup().isKnown()) {
            committed = true;
            return true;
        }
        committing = true;
        client.commits().send(consumed, CommitKind.AUTO_CLOSE, this);
        context.wakeAt(commitDeadlineAt);
        committed = context.now() >= commitDeadlineAt;
        return committed;
    }

    @Override
    public void ended(Errors error) {
        committed = true;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(operation.ordinal()).addTime(deadlineAt).addTime(Math.max(commitDeadlineAt, context.now()));
        fingerprint
                .add(committing)
                .add(committed)
                .add(leaving)
                .add(answerAwaited)
                .add(thrown != null);
    }

    /** The coordinator let the member go, or will not say so. */
    private final class Left implements Connection.Handler {
        @Override
        public void onAnswer(Answer answer) {
            answerAwaited = false;
        }

        @Override
        public void onDisconnect() {
            answerAwaited = false;
        }
    }
}
