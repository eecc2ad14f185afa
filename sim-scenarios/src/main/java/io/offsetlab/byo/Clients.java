package io.offsetlab.byo;

import io.offsetlab.cluster.ScriptedCluster;
import io.offsetlab.cluster.ScriptedProcess;
import io.offsetlab.cluster.ScriptedProducer;
import io.offsetlab.protocol.KafkaFix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The consumers and producers of a {@link SimulatedKafka}, each in a process of its own. */
final class Clients {
    private final SimulatedKafka kafka;
    private final ScriptedCluster cluster;
    private final VirtualTime time;
    private final Set<KafkaFix> fixes;
    private final List<SimulatedConsumer<?, ?>> consumers = new ArrayList<>();

    Clients(SimulatedKafka kafka, ScriptedCluster cluster, VirtualTime time, Set<KafkaFix> fixes) {
        this.kafka = kafka;
        this.cluster = cluster;
        this.time = time;
        this.fixes = Collections.unmodifiableSet(EnumSet.copyOf(fixes));
    }

    <K, V> Consumer<K, V> consumer(
            Map<String, Object> config, @Nullable Deserializer<K> keys, @Nullable Deserializer<V> values) {
        ConsumerSettings settings = ConsumerSettings.parse(config, keys, values, consumers.size() + 1);
        SimulatedConsumer<K, V> consumer = build(settings, keys, values);
        consumers.add(consumer);
        return consumer;
    }

    private <K, V> SimulatedConsumer<K, V> build(
            ConsumerSettings settings, @Nullable Deserializer<K> keys, @Nullable Deserializer<V> values) {
        Meters meters = new Meters(settings, time, true);
        try {
            Plugins<K, V> plugins = Plugins.of(settings, keys, values, kafka.names(), meters.metrics());
            ScriptedProcess process =
                    cluster.begin(settings.clientId(), settings.simulated().withFixes(fixes));
            return new SimulatedConsumer<>(new ScriptedHome(kafka, process), settings, plugins, meters);
        } catch (RuntimeException thrown) {
            throw new KafkaException("Failed to construct kafka consumer", thrown);
        }
    }

    <K, V> Producer<K, V> producer(
            Map<String, Object> config, @Nullable Serializer<K> keys, @Nullable Serializer<V> values) {
        ProducerOptions options = ProducerOptions.parse(config, keys, values);
        Sends sends = new Sends();
        ScriptedProducer process = cluster.beginProducer(options.simulated(), sends);
        return new SimulatedProducer<>(
                new ScriptedProducerHome(kafka, process), options.keys(keys), options.values(values), sends);
    }

    ScriptedProcess processOf(Consumer<?, ?> consumer) {
        return ((ScriptedHome) ours(consumer).home()).process();
    }

    SimulatedConsumer<?, ?> ours(Consumer<?, ?> consumer) {
        if (consumer instanceof SimulatedConsumer<?, ?> simulated
                && simulated.home() instanceof ScriptedHome home
                && home.isIn(kafka)) {
            return simulated;
        }
        throw new IllegalArgumentException(
                "found " + consumer.getClass().getName() + ", allowed is a consumer that this SimulatedKafka has made");
    }

    ScriptedProducer processOf(Producer<?, ?> producer) {
        return ((ScriptedProducerHome) ours(producer).home()).process();
    }

    SimulatedProducer<?, ?> ours(Producer<?, ?> producer) {
        if (producer instanceof SimulatedProducer<?, ?> simulated
                && simulated.home() instanceof ScriptedProducerHome home
                && home.isIn(kafka)) {
            return simulated;
        }
        throw new IllegalArgumentException(
                "found " + producer.getClass().getName() + ", allowed is a producer that this SimulatedKafka has made");
    }

    /** Closes the consumers that are open, without waiting. */
    void close() {
        consumers.forEach(SimulatedConsumer::abandon);
    }
}
