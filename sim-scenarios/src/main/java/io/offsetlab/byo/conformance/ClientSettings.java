package io.offsetlab.byo.conformance;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The settings of a recorded consumer: those in force for all recordings, then the case's, then the step's. */
final class ClientSettings {
    private final String protocol;
    private final Map<String, String> shared = new TreeMap<>();

    /** @param config the case's settings, or null */
    ClientSettings(String protocol, @Nullable JsonNode config) {
        this.protocol = protocol;
        shared.put("group.id", Stage.GROUP);
        shared.put("enable.auto.commit", "false");
        shared.put("auto.offset.reset", "earliest");
        shared.put("default.api.timeout.ms", "3000");
        shared.put("request.timeout.ms", "2000");
        shared.put("retry.backoff.ms", "50");
        shared.put("reconnect.backoff.ms", "20");
        shared.put("reconnect.backoff.max.ms", "100");
        shared.put("fetch.max.wait.ms", "100");
        shared.put("metadata.max.age.ms", "500");
        shared.put("metadata.recovery.strategy", "none");
        shared.put("key.deserializer", StringDeserializer.class.getName());
        shared.put("value.deserializer", StringDeserializer.class.getName());
        if (protocol.equals("classic")) {
            shared.put("session.timeout.ms", "1000");
            shared.put("heartbeat.interval.ms", "100");
            shared.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.RangeAssignor");
        } else {
            shared.put("group.protocol", protocol);
        }
        apply(config, shared);
    }

    /** The settings of one consumer. */
    Map<String, String> with(@Nullable JsonNode config) {
        Map<String, String> settings = new TreeMap<>(shared);
        apply(config, settings);
        return settings;
    }

    /** A key may start with a protocol's name to count for that one only; null removes a key. */
    private void apply(@Nullable JsonNode config, Map<String, String> settings) {
        if (config == null) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            String key = entry.getKey();
            int colon = key.indexOf(':');
            if (colon >= 0 && !key.substring(0, colon).equals(protocol)) {
                continue;
            }
            String plain = key.substring(colon + 1);
            if (entry.getValue().isNull()) {
                settings.remove(plain);
            } else {
                settings.put(plain, entry.getValue().asString());
            }
        }
    }
}
