package io.offsetlab.trace;

/** The methods of a consumer or producer that can take time. */
public enum CallKind {
    POLL,
    COMMIT_SYNC,
    COMMIT_ASYNC,
    COMMITTED,
    POSITION,
    /** beginningOffsets, endOffsets and offsetsForTimes. */
    LIST_OFFSETS,
    UNSUBSCRIBE,
    CLOSE,
    /** listTopics and partitionsFor. */
    LIST_TOPICS,
    /** Of a producer, as are all that follow. */
    INIT_TRANSACTIONS,
    SEND_OFFSETS,
    COMMIT_TRANSACTION,
    ABORT_TRANSACTION,
    FLUSH
}
