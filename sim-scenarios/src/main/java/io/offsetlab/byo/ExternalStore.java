package io.offsetlab.byo;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A store outside of Kafka that keeps the effects of records and, in the same write, the offset behind the last of them. It is fenced
 * unless the scenario's sink is an {@code unfenced-store}: a write that does not start where the writer believes the partition to
 * stand is refused and changes nothing. An unfenced one takes any writer's.
 */
public interface ExternalStore {

    /** Where the partition stands, 0 before the first write; the caller's writes start there from now on. */
    long offset(TopicPartition partition);

    /**
     * Processes a record as {@link Effects#apply} does and writes its effect together with the offset behind it.
     *
     * @return whether the write was taken
     * @throws ProcessingFailed as {@link Effects#apply} does; nothing was written
     */
    boolean write(ConsumerRecord<?, ?> record);

    /**
     * Leaves a record out on purpose and writes the offset behind it.
     *
     * @return whether the write was taken
     */
    boolean skip(ConsumerRecord<?, ?> record);

    /**
     * Writes a record to a dead-letter topic and, if that was taken, the offset behind it.
     *
     * @return whether the write was taken
     */
    boolean deadLetter(ConsumerRecord<?, ?> record);
}
