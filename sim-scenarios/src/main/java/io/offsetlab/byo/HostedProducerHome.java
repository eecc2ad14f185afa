package io.offsetlab.byo;

import io.offsetlab.producer.TransactionalProducer;
import io.offsetlab.protocol.WallClock;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * A producer in a process of a simulated group, whose calls wait in its own thread. Topics that are written to are not simulated one
 * by one: all of them are as many partitions as there are to read.
 */
final class HostedProducerHome implements ProducerHome {
    private final Hosted process;
    private final TransactionalProducer producer;

    HostedProducerHome(Hosted process, TransactionalProducer producer) {
        this.process = process;
        this.producer = producer;
    }

    @Override
    public TransactionalProducer producer() {
        return producer;
    }

    @Override
    public CommittedMaps names() {
        return process.hosting().contents(process.site()).names();
    }

    @Override
    public int partitionsOf(String topic) {
        return process.site().partitions().size();
    }

    @Override
    public int output(TopicPartition partition) {
        return partition.partition();
    }

    @Override
    public long nowMillis() {
        return WallClock.millis(process.now());
    }

    @Override
    public void enter() {
        process.settle(process.hosting().enter(process));
    }

    @Override
    public void leave() {}

    @Override
    public void await(BooleanSupplier reached) {
        process.awaitNews();
        if (!reached.getAsBoolean()) {
            throw new IllegalStateException("the call of " + process.name() + "'s producer is not over");
        }
    }

    @Override
    public void closed() {}
}
