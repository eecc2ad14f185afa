package io.offsetlab.consumer.background;

import io.offsetlab.consumer.CommitErrors;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitKind;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** A commit that the background thread has taken on, until it has ended (CommitRequestManager.OffsetCommitRequestState). */
final class CommitAttempt implements Fingerprinted {
    /** The deadline of a commit that is sent once only. */
    static final long ONCE = Long.MAX_VALUE;

    private final CommitRequests requests;
    private final CommitKind kind;
    private final long deadlineAt;
    private final Outcome outcome;
    private Offsets offsets;
    private int retries;
    private long notBefore;

    /** Told once how it ended. */
    interface Outcome {
        /** @param exception null if it is stored */
        void ended(Errors error, @Nullable RuntimeException exception);
    }

    CommitAttempt(CommitRequests requests, Offsets offsets, CommitKind kind, long deadlineAt, Outcome outcome) {
        this.requests = requests;
        this.offsets = offsets;
        this.kind = kind;
        this.deadlineAt = deadlineAt;
        this.outcome = outcome;
    }

    CommitKind kind() {
        return kind;
    }

    Offsets offsets() {
        return offsets;
    }

    long notBefore() {
        return notBefore;
    }

    boolean isExpired(long now) {
        return now >= deadlineAt;
    }

    boolean wasTried() {
        return retries > 0;
    }

    void end(Errors error, @Nullable RuntimeException exception) {
        outcome.ended(error, exception);
    }

    /** The coordinator answered, or will not: sends again what may be sent again. */
    void answered(Errors error) {
        if (error == Errors.NONE) {
            end(error, null);
        } else if (deadlineAt == ONCE) {
            end(error, CommitFailures.ofAsync(error));
        } else if (!isRetried(error)) {
            end(error, CommitFailures.ofSync(error));
        } else if (isExpired(requests.now())) {
            end(error, CommitFailures.late(error));
        } else {
            notBefore = requests.now() + requests.backoffMicros(retries++);
            if (kind == CommitKind.AUTO_REBALANCE && !requests.keepsToFirstLook()) {
                offsets = requests.allConsumed();
            }
            requests.again(this);
        }
    }

    /** A rebalance waits for no topic that is gone, and a member that has moved on commits with its newest epoch (S2.20). */
    private boolean isRetried(Errors error) {
        if (kind == CommitKind.AUTO_REBALANCE) {
            boolean stale = error == Errors.STALE_MEMBER_EPOCH && requests.hasEpoch();
            return stale || (CommitErrors.isRetriable(error) && error != Errors.UNKNOWN_TOPIC_OR_PARTITION);
        }
        return CommitErrors.isRetriable(error);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(kind.ordinal()).add(offsets.hashCode()).add(retries);
        fingerprint.addTime(deadlineAt).addTime(Math.max(notBefore, requests.now()));
    }
}
