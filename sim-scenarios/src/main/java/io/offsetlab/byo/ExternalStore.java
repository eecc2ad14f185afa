package io.offsetlab.byo;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A store outside of Kafka that keeps the effects of records and, in the same write, the offset behind the last of them. A write that
 * does not start where the writer believes the partition to stand is refused and changes nothing.
 */
public interface ExternalStore {

    /** Where the partition stands, 0 before the first write; the caller's writes start there from now on. */
    long offset(TopicPartition partition);

    /**
     * Processes a record as {@link Effects#apply} does and writes its effect together with the offset behind it.
     *
     * @return whether the write was taken
     */
    boolean write(ConsumerRecord<?, ?> record);
}
