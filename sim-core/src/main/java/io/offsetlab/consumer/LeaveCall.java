package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * close and unsubscribe. close commits the positions first if auto-commit is on, for min(timeout, request.timeout.ms) at most
 * (S2.9), then callbacks, then the group is left (S10.6). unsubscribe commits nothing (S2.10).
 */
final class LeaveCall extends Call {
    private final Client client;
    private final ClientContext context;
    private final PollDriven membership;
    private final boolean closing;
    private final long deadlineAt;
    private final CloseCommit commit;
    private final GroupMembershipOperation operation;
    private boolean leaving;
    private boolean answerAwaited;
    private @Nullable RuntimeException thrown;
    private @Nullable RuntimeException interruption;

    LeaveCall(
            Client client,
            PollDriven membership,
            CallKind kind,
            long timeoutMicros,
            GroupMembershipOperation operation) {
        super(kind);
        this.operation = operation;
        this.client = client;
        this.membership = membership;
        this.context = client.context();
        this.closing = kind == CallKind.CLOSE;
        this.deadlineAt =
                context.now() + Math.min(timeoutMicros, context.config().requestTimeoutMicros());
        this.commit = new CloseCommit(client, deadlineAt);
    }

    @Override
    protected void advance() {
        if (closing && interruption == null && !commit.isOver(this) && !interruptedWaiting()) {
            return;
        }
        if (!leaving && membership.prepareToLeave(this) != Membership.Step.READY) {
            return;
        }
        if (!leaving) {
            leave();
        }
        if (answerAwaited && context.now() < deadlineAt && !interruptedWaiting()) {
            context.wakeAt(deadlineAt);
            return;
        }
        if (closing) {
            client.closed();
        } else if (thrown == null && interruption == null) {
            client.subscription().clear();
        }
        if (thrown != null) {
            fail(wrapped(thrown));
        } else if (interruption != null) {
            fail(interruption);
        } else {
            end(null);
        }
    }

    /** Whoever is interrupted waits for nothing more, but gives everything up and leaves all the same (S10.5). */
    private boolean interruptedWaiting() {
        if (!hasNews() && interruption == null) {
            interruption = client.signals().interruptionWithoutWakeup();
        }
        return interruption != null;
    }

    /** Gives everything up; only close waits for the coordinator's answer (AbstractCoordinator.close). */
    private void leave() {
        leaving = true;
        thrown = takeCallbackException();
        boolean used = membership.isSubscribed() || client.positions().assigned().length > 0;
        client.positions().assign(new int[0]);
        client.fetcher().clear();
        if (thrown == null) {
            boolean sent = membership.leave(operation, new Left());
            answerAwaited = sent && closing;
            // to stop the heartbeat thread, to send LeaveGroup and to end the fetch session the thread of the
            // application waits
            if (sent || (closing && used)) {
                interruptedWaiting();
            }
        } else {
            membership.leaveFailed();
        }
    }

    private RuntimeException wrapped(RuntimeException byApplication) {
        RuntimeException byCallback = new KafkaException("User rebalance callback throws an error", byApplication);
        return closing ? new KafkaException("Failed to close kafka consumer", byCallback) : byCallback;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(operation.ordinal()).addTime(deadlineAt).add(commit);
        fingerprint.add(leaving).add(answerAwaited).add(thrown != null).add(interruption != null);
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
