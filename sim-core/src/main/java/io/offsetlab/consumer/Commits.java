package io.offsetlab.consumer;

import io.offsetlab.consumer.Membership.CommitIdentity;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Connection;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Sends commits and keeps what became of them: callbacks that are due, asynchronous ones on their way, the auto-commit timer. */
public final class Commits implements Fingerprinted {
    private final ClientContext context;
    private final CoordinatorLookup lookup;
    private final Positions positions;
    private final ArrayDeque<Upcall.Committed> due = new ArrayDeque<>();
    private final List<AsyncCommit> waitingForCoordinator = new ArrayList<>();
    private int inFlight;
    private int sent;
    private boolean fenced;
    private long nextAutoCommitAt;

    Commits(ClientContext context, CoordinatorLookup lookup, Positions positions) {
        this.context = context;
        this.lookup = lookup;
        this.positions = positions;
        this.nextAutoCommitAt = context.now() + context.config().autoCommitIntervalMicros();
    }

    /** Told how a commit ended. */
    public interface Outcome {
        /** @param error NETWORK_EXCEPTION if the answer will never come */
        void ended(Errors error);
    }

    /** How many commits were sent, which is the number of the next one. */
    public int sent() {
        return sent;
    }

    /** Sends a commit now. */
    public void send(Offsets offsets, CommitKind kind, Outcome outcome) {
        CommitIdentity identity = context.client().membership().commitIdentity();
        int commit = sent++;
        context.facts()
                .accept(new CommitFact.CommitAsked(
                        context.now(), context.member(), commit, kind, identity.generation(), offsets));
        context.sendToCoordinator(
                new Request.OffsetCommit(
                        identity.memberId(), identity.instanceId(), identity.generation(), offsets, commit),
                new Answered(commit, identity, outcome));
    }

    /**
     * Sends a commit whose callback runs in a later call, or fails it at once if it cannot be sent. Nobody has to be asked about
     * no offsets at all.
     */
    void sendAsync(Offsets offsets, Object tag) {
        if (offsets.isEmpty()) {
            due.add(new Upcall.Committed(tag, offsets, Errors.NONE, null));
        } else {
            AsyncCommit commit = new AsyncCommit(offsets, tag);
            if (lookup.ensureKnown()) {
                commit.send();
            } else {
                waitingForCoordinator.add(commit);
            }
        }
    }

    /** Sends what waited for the coordinator, in the order of the calls. */
    void sendWaiting() {
        if (!waitingForCoordinator.isEmpty() && lookup.isKnown()) {
            List<AsyncCommit> ready = new ArrayList<>(waitingForCoordinator);
            waitingForCoordinator.clear();
            for (AsyncCommit commit : ready) {
                commit.send();
            }
        }
    }

    /** The search for the coordinator failed, and with it the asynchronous commits that wait for it (S3.13). */
    void lookupFailed(Errors error) {
        List<AsyncCommit> failed = new ArrayList<>(waitingForCoordinator);
        waitingForCoordinator.clear();
        for (AsyncCommit commit : failed) {
            commit.neverSent(error);
        }
    }

    /** The next callback that is due, or null. */
    public Upcall.@Nullable Committed nextCallback() {
        return due.poll();
    }

    /** An asynchronous commit has ended: its callback runs in a later call. */
    public void callbackDue(Upcall.Committed callback) {
        due.add(callback);
    }

    /** Whether callbacks are due. */
    public boolean hasCallbacks() {
        return !due.isEmpty();
    }

    /** What every commit and poll throws once an asynchronous commit was fenced (S3.9), or null. */
    @Nullable
    RuntimeException fencedForGood() {
        if (!fenced) {
            return null;
        }
        return new FencedInstanceIdException("Get fenced exception for group.instance.id "
                + context.config().instanceId() + ", current member.id is "
                + context.client().membership().commitIdentity().memberId());
    }

    /** Whether an asynchronous commit waits for the coordinator to be found. */
    boolean hasWaiting() {
        return !waitingForCoordinator.isEmpty();
    }

    /** Whether an asynchronous commit has not ended. */
    boolean hasPendingAsync() {
        return inFlight > 0 || !waitingForCoordinator.isEmpty();
    }

    /**
     * Commits the positions if auto-commit is on and its interval is over (S2.2); part of a poll.
     *
     * @return whether it was over
     */
    boolean maybeAutoCommit() {
        if (!context.config().autoCommit()) {
            return false;
        }
        long now = context.now();
        boolean over = now >= nextAutoCommitAt;
        if (over) {
            nextAutoCommitAt = now + context.config().autoCommitIntervalMicros();
            Offsets consumed = positions.allConsumed();
            if (!consumed.isEmpty()) {
                send(consumed, CommitKind.AUTO_INTERVAL, error -> {
                    if (CommitErrors.isRetriable(error)) {
                        nextAutoCommitAt = context.now() + context.config().retryBackoffMicros();
                        context.wakeAt(nextAutoCommitAt);
                    }
                });
            }
        }
        if (nextAutoCommitAt > now) {
            context.wakeAt(nextAutoCommitAt);
        }
        return over;
    }

    /** A completed join starts the interval anew (S2.7). */
    public void restartAutoCommitTimer() {
        nextAutoCommitAt = context.now() + context.config().autoCommitIntervalMicros();
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(fenced).add(inFlight).add(due.size()).add(waitingForCoordinator.size());
        for (Upcall.Committed callback : due) {
            fingerprint.add(callback.offsets().hashCode()).add(callback.error().code());
        }
        for (AsyncCommit commit : waitingForCoordinator) {
            fingerprint.add(commit.offsets.hashCode());
        }
        fingerprint.addTime(context.config().autoCommit() ? nextAutoCommitAt : Long.MAX_VALUE);
    }

    /** Takes the coordinator's answer to a commit, with what follows for membership and coordinator. */
    private final class Answered implements Connection.Handler {
        private final int commit;
        private final CommitIdentity identity;
        private final Outcome outcome;

        Answered(int commit, CommitIdentity identity, Outcome outcome) {
            this.commit = commit;
            this.identity = identity;
            this.outcome = outcome;
        }

        @Override
        public void onAnswer(Answer answer) {
            Errors error = answer.error();
            context.facts().accept(new CommitFact.CommitAnswered(context.now(), context.member(), commit, error));
            boolean gone = CommitErrors.coordinatorIsGone(error);
            boolean known = gone || error == Errors.NONE;
            outcome.ended(known ? error : context.client().membership().onCommitError(identity, error));
            if (gone) {
                lookup.markUnknown();
            }
        }

        @Override
        public void onDisconnect() {
            context.facts().accept(new CommitFact.CommitUnknown(context.now(), context.member(), commit));
            lookup.markUnknown();
            outcome.ended(Errors.NETWORK_EXCEPTION);
        }
    }

    /** A commitAsync on its way. */
    private final class AsyncCommit implements Outcome {
        private final Offsets offsets;
        private final Object tag;

        AsyncCommit(Offsets offsets, Object tag) {
            this.offsets = offsets;
            this.tag = tag;
        }

        void neverSent(Errors error) {
            RuntimeException exception = new RetriableCommitFailedException(CommitErrors.cause(error));
            due.add(new Upcall.Committed(tag, offsets, error, exception));
        }

        void send() {
            RuntimeException obstacle = context.client().membership().commitObstacle();
            if (obstacle == null) {
                inFlight++;
                Commits.this.send(offsets, CommitKind.ASYNC, this);
            } else {
                due.add(new Upcall.Committed(tag, offsets, CommitErrors.of(obstacle), obstacle));
                context.client().progress();
            }
        }

        @Override
        public void ended(Errors error) {
            inFlight--;
            fenced |= error == Errors.FENCED_INSTANCE_ID;
            RuntimeException exception = null;
            if (error != Errors.NONE) {
                exception = CommitErrors.isRetriable(error)
                        ? new RetriableCommitFailedException(CommitErrors.cause(error))
                        : CommitErrors.exception(error);
            }
            due.add(new Upcall.Committed(tag, offsets, error, exception));
        }
    }
}
