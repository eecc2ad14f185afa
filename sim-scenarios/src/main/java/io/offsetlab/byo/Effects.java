package io.offsetlab.byo;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What processing does to the world outside, as far as the simulation can see it. */
public interface Effects {

    /**
     * Processes a record: takes the time that the scenario draws for it, and then its effect has happened.
     *
     * @throws ProcessKilled if the process is gone by then; its effect has not happened
     */
    void apply(ConsumerRecord<?, ?> record);

    /** Processes records one after another. */
    default void apply(Iterable<? extends ConsumerRecord<?, ?>> records) {
        for (ConsumerRecord<?, ?> record : records) {
            apply(record);
        }
    }
}
