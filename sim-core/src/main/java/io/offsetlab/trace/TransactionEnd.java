package io.offsetlab.trace;

/** Who ended a transaction. */
public enum TransactionEnd {
    /** Its producer, with EndTxn. */
    PRODUCER,
    /** A producer with the same transactional.id that began after it (S9.4). */
    FENCED,
    /** transaction.timeout.ms was over (S9.7). */
    TIMED_OUT
}
