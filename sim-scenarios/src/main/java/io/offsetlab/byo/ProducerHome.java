package io.offsetlab.byo;

import io.offsetlab.producer.TransactionalProducer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Where a producer lives: the simulated one, the topics that it writes to, and how its thread waits. */
interface ProducerHome {
    TransactionalProducer producer();

    CommittedMaps names();

    /** How many partitions a topic has that may be written to, 0 if there is no such topic. */
    int partitionsOf(String topic);

    /** The number by which the simulated producer knows a partition that is written to. */
    int output(TopicPartition partition);

    long nowMillis();

    /** A thread comes to call a method of the producer. */
    void enter();

    void leave();

    /** Waits until something is so that events bring about. */
    void await(BooleanSupplier reached);

    /** The producer was closed. */
    void closed();
}
