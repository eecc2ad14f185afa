package io.offsetlab.byo;

import io.offsetlab.protocol.Offsets;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.ConsumerInterceptors;
import org.apache.kafka.common.metrics.Metrics;

/**
 * The interceptors of one consumer, called by Kafka's own class, which swallows what they throw. Commits that were stored are told
 * on the application's thread, inside the call in which it hears of them.
 */
final class Interception<K, V> {
    private final ConsumerInterceptors<K, V> interceptors;
    private final CommittedMaps names;
    private final boolean none;
    private final ArrayDeque<Offsets> stored = new ArrayDeque<>();

    Interception(List<ConsumerInterceptor<K, V>> interceptors, CommittedMaps names, Metrics metrics) {
        this.interceptors = new ConsumerInterceptors<>(interceptors, metrics);
        this.names = names;
        this.none = interceptors.isEmpty();
    }

    ConsumerRecords<K, V> onConsume(ConsumerRecords<K, V> records) {
        return none ? records : interceptors.onConsume(records);
    }

    /** The coordinator said that it has stored these offsets. */
    void committed(Offsets offsets) {
        if (!none) {
            stored.add(offsets);
        }
    }

    /** Tells the interceptors of the commits that were stored since. */
    void tellCommits() {
        while (!stored.isEmpty()) {
            interceptors.onCommit(names.named(stored.remove()));
        }
    }

    void close() {
        interceptors.close();
    }
}
