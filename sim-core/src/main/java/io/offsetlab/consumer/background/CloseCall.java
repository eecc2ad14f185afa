package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * close of AsyncKafkaConsumer: auto-commit, callbacks, goodbye, callbacks of asynchronous commits (S5.18, S10.6). Each step is taken
 * whatever became of the one before it; the first exception is thrown in the end.
 */
final class CloseCall extends Call {
    private final Client client;
    private final ClientContext context;
    private final BackgroundMembership membership;
    private final CommitRequests commits;
    private final GroupMembershipOperation operation;
    private final long deadlineAt;
    private Stage stage = Stage.CALLBACKS_BEFORE_COMMIT;
    private boolean committed;
    private boolean interrupted;
    private @Nullable RuntimeException first;
    private @Nullable RuntimeException swallowed;

    private enum Stage {
        CALLBACKS_BEFORE_COMMIT,
        ASYNC_BEFORE_COMMIT,
        CALLBACKS_OF_ASYNC,
        COMMITTING,
        GIVING_UP,
        IN_CALLBACK,
        LEAVING,
        ASYNC_AT_LAST,
        CALLBACKS_AT_LAST
    }

    CloseCall(
            Client client,
            BackgroundMembership membership,
            CommitRequests commits,
            long timeoutMicros,
            GroupMembershipOperation operation) {
        super(CallKind.CLOSE);
        this.client = client;
        this.context = client.context();
        this.membership = membership;
        this.commits = commits;
        this.operation = operation;
        this.deadlineAt =
                context.now() + Math.min(timeoutMicros, context.config().requestTimeoutMicros());
        if (!context.config().autoCommit()) {
            stage = Stage.GIVING_UP;
        }
    }

    @Override
    protected void advance() {
        Stage before;
        do {
            before = stage;
            step();
        } while (!hasNews() && stage != before);
        if (!hasNews()) {
            context.wakeAt(deadlineAt);
        }
    }

    private void step() {
        switch (stage) {
            case CALLBACKS_BEFORE_COMMIT -> {
                if (!stopsForCommitCallback()) {
                    stage = Stage.ASYNC_BEFORE_COMMIT;
                    commit();
                }
            }
            case ASYNC_BEFORE_COMMIT -> {
                if (!commits.hasPendingAsync()) {
                    stage = Stage.CALLBACKS_OF_ASYNC;
                } else if (isLate()) {
                    stage = Stage.GIVING_UP;
                }
            }
            case CALLBACKS_OF_ASYNC -> {
                if (!stopsForCommitCallback()) {
                    stage = callbackThrew() ? Stage.GIVING_UP : Stage.COMMITTING;
                }
            }
            case COMMITTING -> {
                if (committed || isLate()) {
                    stage = Stage.GIVING_UP;
                }
            }
            case GIVING_UP -> giveUp();
            case IN_CALLBACK -> {
                RuntimeException thrown = takeCallbackException();
                note(thrown == null ? null : EventPass.wrap(thrown));
                leave();
            }
            case LEAVING -> {
                if (membership.hasLeft() || isLate()) {
                    stage = Stage.ASYNC_AT_LAST;
                }
            }
            case ASYNC_AT_LAST -> {
                if (!commits.hasPendingAsync()) {
                    stage = Stage.CALLBACKS_AT_LAST;
                } else if (isLate()) {
                    note(interrupted ? null : new TimeoutException(new java.util.concurrent.TimeoutException()));
                    close();
                }
            }
            case CALLBACKS_AT_LAST -> {
                if (!stopsForCommitCallback()) {
                    note(callbackThrew() ? commitCallbackException() : null);
                    close();
                }
            }
        }
    }

    /** Errors of this commit are nobody's. */
    private void commit() {
        if (callbackThrew()) {
            stage = Stage.GIVING_UP;
        } else if (client.positions().allConsumed().isEmpty()) {
            committed = true;
        } else {
            commits.commitSync(
                    client.positions().allConsumed(), CommitKind.AUTO_CLOSE, deadlineAt, (error, exception) -> {
                        committed = true;
                    });
        }
    }

    @SuppressWarnings("ReferenceEquality") // an exception is one that was thrown, whatever it equals
    private boolean callbackThrew() {
        return commitCallbackException() != swallowed;
    }

    private boolean stopsForCommitCallback() {
        Upcall callback = callbackThrew() ? null : client.commits().nextCallback();
        if (callback != null) {
            stopFor(callback);
        }
        return callback != null;
    }

    /** Whether this step may wait no longer: its time is over, or its thread was interrupted. */
    private boolean isLate() {
        if (client.signals().takeInterrupt()) {
            interrupted = true;
            note(new InterruptException(new InterruptedException()));
        }
        return interrupted || context.now() >= deadlineAt;
    }

    /** What is owned is revoked, or lost if this client never was a member (AsyncKafkaConsumer.runRebalanceCallbacksOnClose). */
    private void giveUp() {
        swallowed = commitCallbackException();
        commits.close();
        int[] owned = membership.ownedByGroup();
        if (owned.length == 0) {
            leave();
        } else {
            stage = Stage.IN_CALLBACK;
            boolean lost = membership.groupMetadata().generation() <= 0;
            stopFor(EventPass.removed(context, lost, owned));
        }
    }

    private void leave() {
        stage = Stage.LEAVING;
        client.fetcher().clear();
        membership.leave(operation);
    }

    private void note(@Nullable RuntimeException thrown) {
        first = first == null ? thrown : first;
    }

    private void close() {
        membership.close();
        client.closed();
        RuntimeException thrown = first;
        if (thrown == null) {
            end(null);
        } else {
            fail(
                    thrown instanceof InterruptException
                            ? thrown
                            : new KafkaException("Failed to close kafka consumer", thrown));
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        super.writeTo(fingerprint);
        fingerprint.add(stage.ordinal()).add(operation.ordinal()).addTime(deadlineAt);
        fingerprint.add(committed).add(interrupted).add(first != null).add(swallowed != null);
    }
}
