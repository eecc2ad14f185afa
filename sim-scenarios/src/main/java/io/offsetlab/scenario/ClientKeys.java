package io.offsetlab.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The client settings that a scenario or a policy may set: Kafka's own keys, parsed and validated by Kafka's own
 * {@link ConsumerConfig}. A key that would change what a consumer does and is not modelled is refused, never ignored.
 */
public final class ClientKeys {
    private static final ConfigDef KAFKA = ConsumerConfig.configDef();

    private static final String PROTOCOL = "group.protocol";
    private static final List<String> CLASSIC_ONLY =
            List.of("heartbeat.interval.ms", "partition.assignment.strategy", "session.timeout.ms");
    private static final List<String> CONSUMER_ONLY = List.of("group.remote.assignor");

    private ClientKeys() {}

    /** The keys that act in a run, ascending; of the others, some are accepted without meaning and some refused. */
    public static List<String> acting() {
        return ModelledKeys.ACTS;
    }

    /** The keys of the broker that act in a run. */
    public static List<String> broker() {
        return BrokerKeys.ALL;
    }

    /**
     * Checks one setting.
     *
     * @param where what a message names, such as {@code --config}
     * @throws BadInput if Kafka does not know the key, refuses the value, or the simulation does not model it
     */
    public static void check(String where, String key, String value) {
        one(FieldPath.of(where).field(key), key, value);
    }

    static void check(FieldPath path, Map<String, String> config) {
        config.forEach((key, value) -> one(path.field(key), key, value));
        protocol(path, config);
        if (!isConsumer(config)) {
            timeouts(path, config);
        }
    }

    /** Whether these settings make a client of the consumer protocol (KIP-848). */
    static boolean isConsumer(Map<String, String> config) {
        return config.getOrDefault(PROTOCOL, "").trim().equalsIgnoreCase("consumer");
    }

    /** As ConsumerConfig does, which has no list of them to ask. */
    private static void protocol(FieldPath path, Map<String, String> config) {
        boolean consumer = isConsumer(config);
        for (String key : consumer ? CLASSIC_ONLY : CONSUMER_ONLY) {
            if (config.containsKey(key)) {
                throw BadInput.at(
                        path.field(key),
                        "the setting cannot be used with " + PROTOCOL + '=' + (consumer ? "consumer" : "classic"));
            }
        }
    }

    /** Settings over others; of those below, what only another protocol has is left out. */
    static Map<String, String> over(Map<String, String> below, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(below);
        all.putAll(settings);
        for (String key : isConsumer(all) ? CLASSIC_ONLY : CONSUMER_ONLY) {
            if (!settings.containsKey(key)) {
                all.remove(key);
            }
        }
        return all;
    }

    private static void one(FieldPath path, String key, String value) {
        ConfigDef.ConfigKey known = KAFKA.configKeys().get(key);
        if (known == null) {
            throw BadInput.at(path, "Kafka's consumer has no such setting" + hint(key));
        }
        ModelledKeys.check(path, key, value);
        try {
            Object parsed = ConfigDef.parseType(key, value, known.type);
            if (known.validator != null) {
                known.validator.ensureValid(key, parsed);
            }
        } catch (ConfigException e) {
            throw BadInput.at(path, "found " + Quote.of(value) + ", allowed is " + allowed(known));
        }
    }

    /** Two names that books and old clients use are far from what they mean. */
    private static String hint(String key) {
        return switch (key) {
            case "auto.commit.offset", "auto.commit.enable" ->
                Nearest.hint("enable.auto.commit", List.of("enable.auto.commit"));
            default -> Nearest.hint(key, new TreeSet<>(KAFKA.names()));
        };
    }

    private static String allowed(ConfigDef.ConfigKey key) {
        String type = key.type.toString().toLowerCase(Locale.ROOT);
        return "a value of type " + type + (key.validator == null ? "" : " in " + key.validator);
    }

    /** Kafka's consumer refuses to start otherwise. */
    private static void timeouts(FieldPath path, Map<String, String> config) {
        int session = value("session.timeout.ms", config);
        int heartbeat = value("heartbeat.interval.ms", config);
        if (heartbeat >= session) {
            String key = config.containsKey("heartbeat.interval.ms") ? "heartbeat.interval.ms" : "session.timeout.ms";
            throw BadInput.at(
                    path.field(key),
                    "heartbeat.interval.ms is " + heartbeat + " and session.timeout.ms is " + session
                            + ", allowed is a heartbeat shorter than the session");
        }
    }

    static long sessionTimeoutMicros(Map<String, String> config) {
        return 1_000L * value("session.timeout.ms", config);
    }

    private static int value(String key, Map<String, String> config) {
        String text = config.get(key);
        Object value =
                text == null ? KAFKA.defaultValues().get(key) : ConfigDef.parseType(key, text, ConfigDef.Type.INT);
        return value instanceof Integer number ? number : 0;
    }
}
