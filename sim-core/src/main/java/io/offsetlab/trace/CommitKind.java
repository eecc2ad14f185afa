package io.offsetlab.trace;

/** Why the client sent a commit. */
public enum CommitKind {
    SYNC,
    ASYNC,
    /** auto.commit.interval.ms was over in a poll. */
    AUTO_INTERVAL,
    /** Auto-commit before a rebalance. */
    AUTO_REBALANCE,
    /** Auto-commit in close. */
    AUTO_CLOSE,
    /** The bound that is no policy. */
    CLAIRVOYANT,
    /** sendOffsetsToTransaction: counts once the transaction is committed. */
    TRANSACTION
}
