package io.offsetlab.byo;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What processing does to the world outside, as far as the simulation can see it. What a record is like (slow, poison) and what the
 * sink is like (plain, buffered, with a table of what it has) is the scenario's to say.
 */
public interface Effects {

    /**
     * Processes a record: takes the time that the scenario draws for it, longer for a slow one, and then its effect goes to the sink.
     * A plain sink has it at once. A buffered one accepts it, which a crash undoes until it is durable: see {@link #durableUpTo}. One
     * with a table leaves out what it has already.
     *
     * @throws ProcessingFailed after that time if the scenario makes this record fail this time; its effect has not happened
     * @throws ProcessKilled if the process is gone by then; its effect has not happened
     */
    void apply(ConsumerRecord<?, ?> record);

    /** Processes records one after another. */
    default void apply(Iterable<? extends ConsumerRecord<?, ?>> records) {
        for (ConsumerRecord<?, ?> record : records) {
            apply(record);
        }
    }

    /** Leaves a record out on purpose: it counts as handled, without an effect. Takes no time. */
    void skip(ConsumerRecord<?, ?> record);

    /** Writes a record to a dead-letter topic, which counts as its effect and is durable at once. Takes no time. */
    void deadLetter(ConsumerRecord<?, ?> record);

    /** Makes durable all that the sink has accepted from this process. Takes no time; nothing to do but for a buffered sink. */
    void flush();

    /**
     * How far it is safe to commit a partition. A record that was applied twice counts until the later effect is durable too, also one
     * of an earlier assignment: flush when partitions are revoked, or commit nothing below where the assignment began.
     *
     * @param offset behind the last record that was handled
     * @return that offset, or the first one below it whose effect the sink has accepted from this process but could still lose
     */
    long durableUpTo(TopicPartition partition, long offset);
}
