package io.offsetlab.byo;

import io.offsetlab.cluster.Site;
import io.offsetlab.cluster.World;
import io.offsetlab.protocol.WallClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** What the code of a process is given. */
final class HostedMember implements Member {
    private final Hosted process;
    private final Site site;
    private final Effects effects;
    private final ExternalStore store;
    private final ProcessClock clock;
    private final HostedExecutor executor;
    private @Nullable Consumer<?, ?> consumer;
    private @Nullable Runnable hook;

    HostedMember(Hosted process, RecordWork work) {
        this.process = process;
        this.site = process.site();
        this.effects = work.effects();
        this.store = work.store();
        this.clock = new ProcessClock();
        this.executor = new HostedExecutor(process);
    }

    /** The process is asked to end. */
    void stopAsked() {
        if (hook != null) {
            hook.run();
        } else if (consumer != null) {
            consumer.wakeup();
        }
    }

    private Strand enter() {
        return process.hosting().enter(process);
    }

    @Override
    public String name() {
        return process.name();
    }

    @Override
    public int incarnation() {
        return site.origin().incarnation();
    }

    @Override
    public List<String> topics() {
        return site.topics();
    }

    @Override
    public Duration pollTimeout() {
        return Duration.ofNanos(site.world().pollTimeoutMicros() * 1_000);
    }

    @Override
    public Map<String, Object> config() {
        World world = site.world();
        Map<String, Object> settings = new TreeMap<>(world.clientSettings(
                process.hosting().loop().policy(),
                site.origin().member(),
                site.origin().incarnation()));
        settings.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "group");
        String instanceId = world.members().get(site.origin().member()).instanceId();
        if (instanceId != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        }
        return settings;
    }

    @Override
    public <K, V> Consumer<K, V> consumer(Map<String, Object> settings) {
        return make(settings, null, null);
    }

    @Override
    public <K, V> Consumer<K, V> consumer(Map<String, Object> settings, Deserializer<K> keys, Deserializer<V> values) {
        return make(settings, keys, values);
    }

    private <K, V> Consumer<K, V> make(
            Map<String, Object> given, @Nullable Deserializer<K> keys, @Nullable Deserializer<V> values) {
        process.settle(enter());
        if (process.hasOpenConsumer()) {
            throw new IllegalStateException(
                    name() + " has a consumer that is open; a process of the simulation has one at a time");
        }
        Map<String, Object> all = config();
        all.putAll(given);
        ConsumerSettings settings =
                ConsumerSettings.parse(all, keys, values, site.origin().member() + 1);
        Consumer<K, V> made = build(settings, keys, values);
        consumer = made;
        process.consumerOpened();
        return made;
    }

    private <K, V> Consumer<K, V> build(
            ConsumerSettings settings, @Nullable Deserializer<K> keys, @Nullable Deserializer<V> values) {
        Meters meters = new Meters(settings, process.time(), false);
        HostedHome home = new HostedHome(process, site.connect(settings.simulated(), meters));
        try {
            Plugins<K, V> plugins = Plugins.of(settings, keys, values, home.names(), meters.metrics());
            return new SimulatedConsumer<>(home, settings, plugins, meters);
        } catch (RuntimeException thrown) {
            throw new KafkaException("Failed to construct kafka consumer", thrown);
        }
    }

    @Override
    public <K, V> Producer<K, V> producer(Map<String, Object> given, Serializer<K> keys, Serializer<V> values) {
        process.settle(enter());
        Map<String, Object> all = new TreeMap<>(given);
        all.putIfAbsent(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name());
        ProducerOptions options = ProducerOptions.parse(all, keys, values);
        Sends sends = new Sends();
        return new SimulatedProducer<>(
                new HostedProducerHome(process, process.producing().open(options.simulated(), sends)),
                keys,
                values,
                sends);
    }

    @Override
    public Effects effects() {
        return effects;
    }

    @Override
    public ExternalStore externalStore() {
        return store;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void sleep(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("found a sleep of " + time + ", allowed is one that is not negative");
        }
        process.rest(time.toNanos() / 1_000);
    }

    @Override
    public ExecutorService executor() {
        return executor;
    }

    @Override
    public boolean isStopping() {
        return process.isStopping();
    }

    @Override
    public void onStop(Runnable action) {
        hook = action;
    }

    /** Virtual time as a clock. */
    private final class ProcessClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the clock of the simulation is in UTC; use its instants");
        }

        @Override
        public Instant instant() {
            enter();
            return Instant.ofEpochMilli(WallClock.START_MILLIS).plusNanos(process.now() * 1_000);
        }
    }
}
