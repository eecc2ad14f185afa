package io.offsetlab.byo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * What becomes of each key of Kafka's consumer in the simulation: it acts, it is accepted and has no meaning here, or it is refused
 * unless it has the one value that is modelled.
 */
public final class ConsumerKeys {
    /** Keys that act. */
    public static final List<String> MODELLED = List.of(
            "auto.commit.interval.ms",
            "auto.offset.reset",
            "client.id",
            "default.api.timeout.ms",
            "enable.auto.commit",
            "enable.metrics.push",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "group.id",
            "group.instance.id",
            "group.protocol",
            "group.remote.assignor",
            "heartbeat.interval.ms",
            "interceptor.classes",
            "isolation.level",
            "key.deserializer",
            "max.partition.fetch.bytes",
            "max.poll.interval.ms",
            "max.poll.records",
            "metadata.max.age.ms",
            "metrics.num.samples",
            "metrics.recording.level",
            "metrics.sample.window.ms",
            "partition.assignment.strategy",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "session.timeout.ms",
            "value.deserializer");

    /** Keys that are accepted and have no meaning here; one that ends in a dot stands for all that begin so. */
    public static final List<String> IGNORED = List.of(
            "allow.auto.create.topics",
            "bootstrap.",
            "check.crcs",
            "client.dns.lookup",
            "client.rack",
            "connections.max.idle.ms",
            "exclude.internal.topics",
            "internal.throw.on.fetch.stable.offset.unsupported",
            "metadata.cluster.check.enable",
            "metadata.recovery.",
            "metric.reporters",
            "receive.buffer.bytes",
            "reconnect.backoff.",
            "sasl.",
            "security.",
            "send.buffer.bytes",
            "socket.",
            "ssl.");

    /** Keys that would change what a consumer does and are not modelled, with the reason. */
    public static final Map<String, String> REFUSED = refused();

    private static Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>();
        refused.put("config.providers", "values from outside would make runs differ");
        refused.put("fetch.min.bytes", "a fetch is answered as soon as there is a record");
        refused.put("share.acknowledgement.mode", "it belongs to share groups, which are not simulated");
        refused.put("share.acquire.mode", "it belongs to share groups, which are not simulated");
        return refused;
    }

    private ConsumerKeys() {}

    /** Whether a key stands in one of the three lists. */
    static boolean isKnown(String key) {
        return MODELLED.contains(key) || isIgnored(key) || REFUSED.containsKey(key);
    }

    private static boolean isIgnored(String key) {
        return IGNORED.stream().anyMatch(name -> name.endsWith(".") ? key.startsWith(name) : key.equals(name));
    }

    /**
     * Refuses what would silently be something else here. A key that Kafka does not know is none of our business.
     *
     * @throws IllegalArgumentException in one sentence with key, value and what is allowed
     */
    static void check(ConsumerConfig config) {
        REFUSED.forEach((key, reason) -> {
            Object found = config.values().get(key);
            Object usual = ConsumerConfig.configDef().defaultValues().get(key);
            if (!String.valueOf(found).equalsIgnoreCase(String.valueOf(usual))) {
                throw new IllegalArgumentException(
                        key + ": found " + found + ", allowed is only Kafka's default " + usual + ": " + reason);
            }
        });
    }

    /** Kafka reads providers before anything else, so they are refused before that. */
    static void checkProviders(Map<String, Object> given) {
        Object providers = given.get("config.providers");
        if (providers != null && !providers.toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "config.providers: found " + providers + ", allowed is none: " + REFUSED.get("config.providers"));
        }
    }
}
