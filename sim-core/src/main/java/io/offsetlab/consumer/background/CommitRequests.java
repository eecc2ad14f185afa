package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientContext;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;

/**
 * The commits of the background thread (CommitRequestManager). Whatever cannot be sent waits for the coordinator, however long that
 * takes. The interval of auto-commit is looked at in polls only, and not while one of its commits is on its way (S2.16, S2.17).
 */
final class CommitRequests implements Fingerprinted {
    private final Client client;
    private final ClientContext context;
    private final List<CommitAttempt> unsent = new ArrayList<>();
    private boolean autoInFlight;
    private long nextAutoCommitAt;
    private int asyncPending;
    private boolean closing;
    private Offsets atPoll = Offsets.of(new int[0], new long[0]);

    CommitRequests(Client client) {
        this.client = client;
        this.context = client.context();
        restartTimer();
    }

    long now() {
        return context.now();
    }

    long backoffMicros(int retry) {
        return context.backoffMicros(retry, context.now());
    }

    Offsets allConsumed() {
        return client.positions().allConsumed();
    }

    /** A poll begins: whatever earlier ones returned is processed. */
    void pollBegins() {
        if (isMended()) {
            atPoll = allConsumed();
        }
    }

    /**
     * What a commit before a rebalance carries when it is sent again. Kafka looks at the positions anew, which go on while the
     * rebalance waits, so that it may commit what the application has in hand; mended, it carries what they were when the latest poll
     * began.
     */
    Offsets lookedAtAgain() {
        return isMended() ? atPoll : allConsumed();
    }

    private boolean isMended() {
        return context.config().autoCommit() && context.config().fixes().contains(KafkaFix.RETRIED_REBALANCE_COMMIT);
    }

    /** Whether commits are sent with an epoch. */
    boolean hasEpoch() {
        return client.membership().commitIdentity().generation() > 0;
    }

    /** A completed reconciliation starts the interval anew (S2.22). */
    void restartTimer() {
        nextAutoCommitAt = context.now() + context.config().autoCommitIntervalMicros();
    }

    /** When the interval is over, or {@link Long#MAX_VALUE} if nothing would be sent then. */
    long nextAutoCommitAt() {
        return context.config().autoCommit() && !autoInFlight ? nextAutoCommitAt : Long.MAX_VALUE;
    }

    /** Whether a poll commits now. */
    boolean isAutoCommitDue() {
        return context.now() >= nextAutoCommitAt();
    }

    /** Commits the positions if the interval is over; part of a poll (S2.16). */
    void maybeAutoCommit() {
        if (isAutoCommitDue()) {
            restartTimer();
            autoCommit(CommitKind.AUTO_INTERVAL, CommitAttempt.ONCE, () -> {});
        }
    }

    /** Commits all positions before a rebalance, and tries until it is too late for it (S2.20); {@code done} runs in any case. */
    void beforeRebalance(long deadlineAt, Runnable done) {
        if (context.config().autoCommit()) {
            autoCommit(CommitKind.AUTO_REBALANCE, deadlineAt, done);
        } else {
            done.run();
        }
    }

    /**
     * A failed one of an interval is not sent again before the next interval is over: Kafka asks for RetriableCommitFailedException to
     * shorten it, which this commit never ends with.
     */
    private void autoCommit(CommitKind kind, long deadlineAt, Runnable done) {
        Offsets consumed = allConsumed();
        if (consumed.isEmpty()) {
            done.run();
            return;
        }
        autoInFlight = true;
        add(new CommitAttempt(this, consumed, kind, deadlineAt, (error, exception) -> {
            autoInFlight = false;
            done.run();
        }));
    }

    /** Sends once; the callback runs in a later call. Nobody has to be asked about no offsets at all. */
    void commitAsync(Offsets offsets, Object tag, boolean given) {
        if (offsets.isEmpty()) {
            client.commits().callbackDue(new Upcall.Committed(tag, offsets, Errors.NONE, null, !given));
            return;
        }
        asyncPending++;
        add(new CommitAttempt(this, offsets, CommitKind.ASYNC, CommitAttempt.ONCE, (error, exception) -> {
            asyncPending--;
            boolean stored = exception == null;
            client.commits().callbackDue(new Upcall.Committed(tag, offsets, error, exception, stored));
        }));
    }

    /** Sends until it is stored, refused or too late. */
    void commitSync(Offsets offsets, CommitKind kind, long deadlineAt, CommitAttempt.Outcome outcome) {
        add(new CommitAttempt(this, offsets, kind, deadlineAt, outcome));
    }

    /** Whether a commit of auto-commit has not ended. */
    boolean isAutoCommitting() {
        return autoInFlight;
    }

    /** Whether an asynchronous commit has not ended. */
    boolean hasPendingAsync() {
        return asyncPending > 0;
    }

    private void add(CommitAttempt attempt) {
        unsent.add(attempt);
        send();
    }

    void again(CommitAttempt attempt) {
        unsent.add(attempt);
    }

    /** From now on what is left is sent at once, and fails if there is no coordinator. */
    void close() {
        closing = true;
        send();
    }

    boolean isClosing() {
        return closing;
    }

    /** Sends what may be sent. */
    void send() {
        if (unsent.isEmpty()) {
            return;
        }
        boolean known = client.lookup().isKnown();
        if (!known && !closing) {
            return;
        }
        List<CommitAttempt> looked = new ArrayList<>(unsent);
        unsent.clear();
        for (CommitAttempt attempt : looked) {
            if (!known) {
                attempt.end(
                        Errors.COORDINATOR_NOT_AVAILABLE,
                        new CommitFailedException(
                                "Failed to commit offsets: Coordinator unknown and consumer is closing"));
            } else if (attempt.wasTried() && attempt.isExpired(context.now())) {
                attempt.end(
                        Errors.REQUEST_TIMED_OUT,
                        new TimeoutException("OffsetCommit request for offsets " + attempt.offsets()
                                + " could not complete before timeout expired."));
            } else if (attempt.notBefore() > context.now() && !closing) {
                unsent.add(attempt);
                context.wakeAt(attempt.notBefore());
            } else {
                client.commits().send(attempt.offsets(), attempt.kind(), attempt::answered);
            }
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(unsent.size())
                .add(autoInFlight)
                .add(asyncPending)
                .add(closing)
                .add(atPoll.hashCode());
        for (CommitAttempt attempt : unsent) {
            fingerprint.add(attempt);
        }
        fingerprint.addTime(context.config().autoCommit() ? nextAutoCommitAt : Long.MAX_VALUE);
    }
}
