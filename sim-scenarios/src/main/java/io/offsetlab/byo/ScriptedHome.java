package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedProcess;
import io.offsetlab.cluster.TrafficListener;
import io.offsetlab.consumer.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A process of a {@link SimulatedKafka}, whose application is the test that calls the consumer. */
final class ScriptedHome implements Home {
    private final SimulatedKafka kafka;
    private final ScriptedProcess process;

    ScriptedHome(SimulatedKafka kafka, ScriptedProcess process) {
        this.kafka = kafka;
        this.process = process;
    }

    boolean isIn(SimulatedKafka world) {
        return kafka == world;
    }

    ScriptedProcess process() {
        return process;
    }

    @Override
    public Client client() {
        return process.client();
    }

    @Override
    public CommittedMaps names() {
        return kafka.names();
    }

    @Override
    public Content content(int partition) {
        return kafka.topics().numbered(partition);
    }

    /** Kafka collects in hash maps, whose order is what an application sees. */
    @Override
    public <K, V> Map<K, V> mapForRecords() {
        return new HashMap<>();
    }

    @Override
    public <K, V> List<ConsumerRecord<K, V>> handOut(List<ConsumerRecord<K, V>> records) {
        return records;
    }

    @Override
    public long startOffset(int partition) {
        return kafka.topics().startOffset(partition);
    }

    @Override
    public void admit(Visit visit) {}

    @Override
    public void enter() {
        kafka.enter();
    }

    @Override
    public void leave() {
        kafka.leave();
    }

    @Override
    public void prepare() {
        kafka.flush();
    }

    @Override
    public void awaitNews(Runnable beforeStep) {
        kafka.flush();
        process.awaitNews(beforeStep);
    }

    @Override
    public void wakeup(AtomicBoolean flag) {
        flag.set(true);
    }

    @Override
    public void watchTraffic(TrafficListener listener) {
        process.watchTraffic(listener);
    }

    @Override
    public void pollBegins() {}

    @Override
    public void pollEnds(long timeoutMicros, boolean records) {}

    @Override
    public void committing(boolean failed) {}

    @Override
    public void closed() {
        process.ended();
    }
}
