package io.offsetlab.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A bug of Kafka 4.4.0 that the simulation has, and that can be mended in it. */
public enum KafkaFix {
    /**
     * With group.protocol=consumer, auto-commit may commit records that the poll in progress is about to return. Mended, a poll waits
     * until the positions have been looked at before it takes records, as the ticket had it in Kafka 4.0 and 4.1.
     */
    KAFKA_18641,

    /**
     * With group.protocol=consumer, a commit before a rebalance that has failed and is sent again carries the positions of that
     * moment, though partitions that stay go on being read: what the application has in hand is committed
     * (CommitRequestManager.autoCommitSyncBeforeRebalanceWithRetries). No ticket of Kafka is known. Mended, it carries the positions
     * as of the latest poll.
     */
    RETRIED_REBALANCE_COMMIT;

    /** Its name in Kafka's tracker, or what it is about if it has none. */
    public String text() {
        return name().replace('_', '-');
    }

    /** The names of all. */
    public static String names() {
        return Arrays.stream(values()).map(KafkaFix::text).collect(Collectors.joining(", "));
    }
}
