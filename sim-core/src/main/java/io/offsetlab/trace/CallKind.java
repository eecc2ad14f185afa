package io.offsetlab.trace;

/** The methods of a consumer that can take time. */
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
    LIST_TOPICS
}
