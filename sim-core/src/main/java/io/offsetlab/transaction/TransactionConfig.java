package io.offsetlab.transaction;

/**
 * The broker's settings for transactions. All times are microseconds.
 *
 * @param checkMicros transaction.abort.timed.out.transaction.cleanup.interval.ms
 * @param maxTimeoutMicros transaction.max.timeout.ms
 * @param replicationMicros how long an append to the transaction log takes until it is acknowledged
 * @param markerMicros how long the markers of a transaction take to be written, from the moment its end is certain
 */
public record TransactionConfig(long checkMicros, long maxTimeoutMicros, long replicationMicros, long markerMicros) {

    /** Kafka's defaults, with times of a cluster of one's own. */
    public static TransactionConfig of(long replicationMicros, long markerMicros) {
        return new TransactionConfig(10_000_000, 900_000_000, replicationMicros, markerMicros);
    }
}
