package io.offsetlab.producer;

import io.offsetlab.engine.Actor;
import io.offsetlab.protocol.Connection;
import io.offsetlab.trace.FactSink;

/**
 * What a producer is built from.
 *
 * @param actor the life of its process, as far as the producer's own thread goes
 * @param member the process
 * @param connection to the brokers
 * @param recordBytes the size of every record
 * @param acks told how the sending of each record ended
 */
public record ProducerContext(
        Actor actor,
        int member,
        ProducerSettings settings,
        Connection connection,
        FactSink facts,
        int recordBytes,
        Acks acks) {

    long now() {
        return actor.now();
    }

    /** How many records one Produce carries at most. */
    int batchRecords() {
        return Math.max(1, settings.batchBytes() / Math.max(1, recordBytes));
    }
}
