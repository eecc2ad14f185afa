package io.offsetlab.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A bug of Kafka 4.4.0 that the simulation has, and that can be mended in it. */
public enum KafkaFix {
    /**
     * With group.protocol=consumer, auto-commit may commit records that the application has not processed: those that the poll in
     * progress is about to return, and those returned since a commit before a rebalance has failed and is sent again. Mended, a poll
     * waits until the positions have been looked at before it takes records, as in Kafka 4.0 and 4.1, and a commit is sent again as it
     * was.
     */
    KAFKA_18641;

    /** Its name in Kafka's tracker. */
    public String text() {
        return name().replace('_', '-');
    }

    /** The names of all. */
    public static String names() {
        return Arrays.stream(values()).map(KafkaFix::text).collect(Collectors.joining(", "));
    }
}
