package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedProducer;
import io.offsetlab.producer.TransactionalProducer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** A process of a {@link SimulatedKafka} that produces, whose application is the test that calls it. */
final class ScriptedProducerHome implements ProducerHome {
    private final SimulatedKafka kafka;
    private final ScriptedProducer process;

    ScriptedProducerHome(SimulatedKafka kafka, ScriptedProducer process) {
        this.kafka = kafka;
        this.process = process;
    }

    boolean isIn(SimulatedKafka world) {
        return kafka == world;
    }

    ScriptedProducer process() {
        return process;
    }

    @Override
    public TransactionalProducer producer() {
        return process.producer();
    }

    @Override
    public CommittedMaps names() {
        return kafka.names();
    }

    @Override
    public int partitionsOf(String topic) {
        List<PartitionContent> partitions = kafka.topics().all().get(topic);
        return partitions == null ? 0 : partitions.size();
    }

    @Override
    public int output(TopicPartition partition) {
        return kafka.names().number(partition);
    }

    @Override
    public long nowMillis() {
        return kafka.nowMillis();
    }

    @Override
    public void enter() {
        kafka.enter();
        kafka.flush();
    }

    @Override
    public void leave() {
        kafka.leave();
    }

    @Override
    public void await(BooleanSupplier reached) {
        process.await(reached);
    }

    @Override
    public void closed() {
        process.ended();
    }
}
