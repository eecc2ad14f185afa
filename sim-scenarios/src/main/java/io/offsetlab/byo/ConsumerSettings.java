package io.offsetlab.byo;

import io.offsetlab.consumer.ClientConfig;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one consumer as Kafka parsed and validated them.
 *
 * @param groupId group.id, or null
 * @param simulated what the simulated client acts on
 */
record ConsumerSettings(
        ConsumerConfig config, String clientId, @Nullable String groupId, ClientConfig simulated) {

    private static final int MOST_KEPT = 1_000;
    private static final Map<Map<String, Object>, ConsumerSettings> PARSED = new ConcurrentHashMap<>();

    /**
     * @param number tells the consumers of a world apart, from 1; part of the client.id of one that was given none
     * @throws ConfigException if Kafka's own validation refuses a value or a combination
     * @throws IllegalArgumentException if a setting is not modelled
     */
    static ConsumerSettings parse(
            Map<String, Object> given, @Nullable Deserializer<?> key, @Nullable Deserializer<?> value, int number) {
        Map<String, Object> all = new TreeMap<>(given);
        all.putIfAbsent(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        addDeserializer(all, ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, key);
        addDeserializer(all, ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, value);
        addClientId(all, number);
        ConsumerKeys.checkProviders(all);
        if (!all.values().stream().allMatch(ConsumerSettings::isPlain)) {
            return read(all);
        }
        ConsumerSettings known = PARSED.get(all);
        if (known == null) {
            known = read(all);
            if (PARSED.size() >= MOST_KEPT) {
                PARSED.clear();
            }
            PARSED.put(all, known);
        }
        return known;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Class<?>;
    }

    private static void addDeserializer(Map<String, Object> all, String key, @Nullable Deserializer<?> given) {
        if (given != null) {
            all.put(key, given.getClass());
        } else if (all.get(key) == null) {
            throw new ConfigException(key, null, "must be non-null.");
        }
    }

    private static void addClientId(Map<String, Object> all, int number) {
        Object clientId = all.get(ConsumerConfig.CLIENT_ID_CONFIG);
        if (clientId == null || clientId.toString().isEmpty()) {
            Object instance = all.get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
            all.put(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "consumer-" + all.get(ConsumerConfig.GROUP_ID_CONFIG) + '-'
                            + (instance == null ? number : instance));
        }
    }

    private static ConsumerSettings read(Map<String, Object> all) {
        ConsumerConfig config = new ConsumerConfig(all);
        ConsumerKeys.check(config);
        String groupId = config.getString(ConsumerConfig.GROUP_ID_CONFIG);
        if (groupId != null && groupId.isEmpty()) {
            throw failed(new InvalidGroupIdException(
                    "The configured group.id should not be an empty string or whitespace."));
        }
        boolean classic = config.getString(ConsumerConfig.GROUP_PROTOCOL_CONFIG).equalsIgnoreCase("classic");
        if (groupId != null
                && classic
                && config.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)
                        >= config.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)) {
            throw failed(new IllegalArgumentException("Heartbeat must be set lower than the session timeout"));
        }
        return new ConsumerSettings(
                config, config.getString(ConsumerConfig.CLIENT_ID_CONFIG), groupId, ClientConfig.of(config));
    }

    private static KafkaException failed(RuntimeException cause) {
        return new KafkaException("Failed to construct kafka consumer", cause);
    }

    Duration apiTimeout() {
        return Duration.ofMillis(config.getInt(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG));
    }

    @Nullable
    String instanceId() {
        return config.getString(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    /** @throws InvalidGroupIdException if there is no group, as by Kafka's methods that need one */
    String groupOrThrow() {
        if (groupId == null) {
            throw new InvalidGroupIdException(
                    "To use the group management or offset commit APIs, you must provide a valid "
                            + ConsumerConfig.GROUP_ID_CONFIG + " in the consumer configuration.");
        }
        return groupId;
    }

    /** What clientInstanceId throws: where telemetry is switched off, what Kafka does. */
    RuntimeException refusalOfTelemetry() {
        return config.getBoolean(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG)
                ? new UnsupportedOperationException("clientInstanceId is given by telemetry, which is not simulated")
                : new IllegalStateException("Telemetry is not enabled. Set config `"
                        + ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG + "` to `true`.");
    }
}
