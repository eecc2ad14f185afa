package io.offsetlab.byo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.internals.Deserializers;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The application's own classes inside a consumer, made and configured as Kafka makes and configures them. */
record Plugins<K, V>(Deserializers<K, V> deserializers, Interception<K, V> interception) {

    /** A deserializer that is given is used as it is; otherwise one is made of the class in the settings. */
    static <K, V> Plugins<K, V> of(
            ConsumerSettings settings,
            @Nullable Deserializer<K> key,
            @Nullable Deserializer<V> value,
            CommittedMaps names,
            Metrics metrics) {
        List<ConsumerInterceptor<K, V>> interceptors = interceptors(settings);
        return new Plugins<>(
                deserializers(settings, key, value, metrics), new Interception<>(interceptors, names, metrics));
    }

    @SuppressWarnings("NullAway") // Kafka takes null for a deserializer that was not given
    private static <K, V> Deserializers<K, V> deserializers(
            ConsumerSettings settings,
            @Nullable Deserializer<K> key,
            @Nullable Deserializer<V> value,
            Metrics metrics) {
        return new Deserializers<>(settings.config(), key, value, metrics);
    }

    @SuppressWarnings("unchecked") // the types of an interceptor that is named in a setting are nobody's to check
    private static <K, V> List<ConsumerInterceptor<K, V>> interceptors(ConsumerSettings settings) {
        List<ConsumerInterceptor<K, V>> interceptors = new ArrayList<>();
        settings.config()
                .getConfiguredInstances(
                        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                        ConsumerInterceptor.class,
                        Collections.singletonMap(ConsumerConfig.CLIENT_ID_CONFIG, settings.clientId()))
                .forEach(each -> interceptors.add((ConsumerInterceptor<K, V>) each));
        return interceptors;
    }
}
