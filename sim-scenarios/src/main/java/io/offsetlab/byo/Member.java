package io.offsetlab.byo;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One life of a member of the simulated group, as its code sees it. All of it belongs to the thread that the code was called on, and
 * to those of its {@link #executor}.
 */
public interface Member {

    /** The name of the process. */
    String name();

    /** The number of this life: 0 first, one more after each restart. */
    int incarnation();

    /** The topics of the scenario. */
    List<String> topics();

    /** What the scenario would have passed to poll. */
    Duration pollTimeout();

    /** The settings of the scenario and of the loop, by Kafka's keys. */
    Map<String, Object> config();

    /**
     * A consumer with the settings of {@link #config}. A member may have another one once it has closed the first.
     *
     * @throws IllegalStateException if the member has one that is open
     */
    default <K, V> Consumer<K, V> consumer(Deserializer<K> keys, Deserializer<V> values) {
        return consumer(Collections.emptyMap(), keys, values);
    }

    /**
     * A consumer with settings of its own, which win over those of {@link #config}; deserializers are named in them.
     *
     * @throws IllegalArgumentException if a setting would change what a consumer does and is not simulated
     */
    <K, V> Consumer<K, V> consumer(Map<String, Object> settings);

    /** As above with deserializers that are ready for use. */
    <K, V> Consumer<K, V> consumer(Map<String, Object> settings, Deserializer<K> keys, Deserializer<V> values);

    /**
     * A transactional producer whose transactional.id is the name of the process, unless the settings say another. Topics can be
     * called anything; each has as many partitions as there are to read. While a transaction is open, what {@link #effects} applies is
     * an output of it: its effect is there once the transaction is committed.
     *
     * @throws IllegalArgumentException if a setting would change what a producer does and is not simulated
     */
    <K, V> Producer<K, V> producer(Map<String, Object> settings, Serializer<K> keys, Serializer<V> values);

    /** As above with the settings that Kafka has without any. */
    default <K, V> Producer<K, V> producer(Serializer<K> keys, Serializer<V> values) {
        return producer(Collections.emptyMap(), keys, values);
    }

    /** Where the effects of processing go. */
    Effects effects();

    /** A store that takes effect and offset in one write and refuses stale writers. */
    ExternalStore externalStore();

    /** Virtual time; the run begins with the year 2026, in UTC. */
    Clock clock();

    /** Lets virtual time pass, as {@code Thread.sleep} lets real time. */
    void sleep(Duration time);

    /** Runs tasks of this process on simulated threads of their own; code that starts threads uses it in their place. */
    ExecutorService executor();

    /** Whether the process was asked to end by itself. */
    boolean isStopping();

    /**
     * What is done when the process is asked to end, as a shutdown hook would; it must not wait. Unless this is set, the consumer is
     * woken up.
     */
    void onStop(Runnable hook);
}
