package io.offsetlab.byo;

import io.offsetlab.producer.ProducerSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The settings of one producer as Kafka parsed and validated them. */
record ProducerOptions(ProducerConfig config, ProducerSettings simulated) {
    /** What would change what a producer does and is not simulated. */
    private static final List<String> REFUSED =
            List.of(ProducerConfig.PARTITIONER_CLASS_CONFIG, ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);

    /**
     * @throws org.apache.kafka.common.config.ConfigException if Kafka refuses a value or a combination, and without a transactional.id
     * @throws IllegalArgumentException if a setting is not simulated
     */
    static ProducerOptions parse(
            Map<String, Object> given, @Nullable Serializer<?> key, @Nullable Serializer<?> value) {
        Map<String, Object> all = new TreeMap<>(given);
        all.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        if (key != null) {
            all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, key.getClass());
        }
        if (value != null) {
            all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, value.getClass());
        }
        for (String refused : REFUSED) {
            if (given.containsKey(refused)) {
                throw new IllegalArgumentException(refused + " is not simulated");
            }
        }
        if (Boolean.parseBoolean(
                String.valueOf(given.get(ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG)))) {
            throw new IllegalArgumentException(
                    ProducerConfig.TRANSACTION_TWO_PHASE_COMMIT_ENABLE_CONFIG + "=true is not simulated");
        }
        ProducerConfig config = new ProducerConfig(all);
        return new ProducerOptions(config, ProducerSettings.of(config));
    }

    @SuppressWarnings("unchecked") // the types of a serializer that is named in a setting are nobody's to check
    <T> Serializer<T> serializer(String key, @Nullable Serializer<T> given) {
        if (given != null) {
            return given;
        }
        Serializer<T> made = config.getConfiguredInstance(key, Serializer.class);
        made.configure(config.originals(), key.equals(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG));
        return made;
    }

    <T> Serializer<T> keys(@Nullable Serializer<T> given) {
        return serializer(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, given);
    }

    <T> Serializer<T> values(@Nullable Serializer<T> given) {
        return serializer(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, given);
    }
}
