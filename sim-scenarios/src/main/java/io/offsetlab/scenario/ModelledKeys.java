package io.offsetlab.scenario;

import com.google.common.base.Splitter;
import java.util.List;

/**
 * What becomes of each key of Kafka's consumer: it acts, it is accepted and has no meaning here (sockets, security, metrics), or it
 * is refused because the run would silently differ from what it asks for.
 */
final class ModelledKeys {
    /** What becomes of a key. */
    enum Role {
        ACTS,
        IGNORED,
        REFUSED
    }

    static final List<String> ACTS = List.of(
            "auto.commit.interval.ms",
            "auto.offset.reset",
            "default.api.timeout.ms",
            "enable.auto.commit",
            "fetch.max.bytes",
            "fetch.max.wait.ms",
            "fetch.min.bytes",
            "group.protocol",
            "group.remote.assignor",
            "heartbeat.interval.ms",
            "isolation.level",
            "max.partition.fetch.bytes",
            "max.poll.interval.ms",
            "max.poll.records",
            "partition.assignment.strategy",
            "request.timeout.ms",
            "retry.backoff.max.ms",
            "retry.backoff.ms",
            "session.timeout.ms");

    private static final List<String> IGNORED = List.of(
            "allow.auto.create.topics",
            "bootstrap.",
            "check.crcs",
            "client.",
            "connections.max.idle.ms",
            "enable.metrics.push",
            "exclude.internal.topics",
            "group.id",
            "key.deserializer",
            "metadata.",
            "metric.reporters",
            "metrics.",
            "receive.buffer.bytes",
            "sasl.",
            "security.",
            "send.buffer.bytes",
            "socket.",
            "ssl.",
            "value.deserializer");

    private static final String ASSIGNORS = "org.apache.kafka.clients.consumer.";
    private static final List<String> ASSIGNOR_NAMES =
            List.of("RangeAssignor", "RoundRobinAssignor", "StickyAssignor", "CooperativeStickyAssignor");

    private ModelledKeys() {}

    static Role role(String key) {
        if (ACTS.contains(key)) {
            return Role.ACTS;
        }
        boolean ignored =
                IGNORED.stream().anyMatch(name -> name.endsWith(".") ? key.startsWith(name) : key.equals(name));
        return ignored ? Role.IGNORED : Role.REFUSED;
    }

    static void check(FieldPath path, String key, String value) {
        if (role(key) == Role.REFUSED) {
            throw BadInput.at(path, "the setting is refused: " + reason(key));
        }
        List<String> values = simulated(key);
        if (!values.isEmpty() && !values.contains(value.trim())) {
            throw BadInput.at(path, "found " + Quote.of(value) + ", simulated is only " + String.join(", ", values));
        }
        if (key.equals("partition.assignment.strategy")) {
            assignors(path, value);
        }
    }

    private static String reason(String key) {
        return switch (key) {
            case "config.providers" -> "values from outside would make runs differ";
            case "group.instance.id" ->
                "one id cannot serve all members; a scenario gives it to each static member by itself";
            case "reconnect.backoff.ms", "reconnect.backoff.max.ms" -> "connections are made again at once";
            case "share.acknowledgement.mode", "share.acquire.mode" ->
                "it belongs to share groups, which are not simulated";
            default -> "it is not simulated";
        };
    }

    /** Of some keys that act, only these values are simulated; empty stands for all. */
    private static List<String> simulated(String key) {
        return switch (key) {
            case "group.protocol" -> List.of("classic", "consumer");
            case "group.remote.assignor" -> List.of("uniform", "range");
            case "isolation.level" -> List.of("read_uncommitted");
            case "fetch.min.bytes" -> List.of("1");
            case "auto.offset.reset" -> List.of("earliest", "latest", "none");
            default -> List.of();
        };
    }

    private static void assignors(FieldPath path, String value) {
        for (String name : Splitter.on(',').split(value)) {
            String simple = name.trim();
            boolean known =
                    simple.startsWith(ASSIGNORS) && ASSIGNOR_NAMES.contains(simple.substring(ASSIGNORS.length()));
            if (!known) {
                throw BadInput.at(
                        path,
                        "found " + Quote.of(simple) + ", allowed are, behind " + ASSIGNORS + ", "
                                + String.join(", ", ASSIGNOR_NAMES));
            }
        }
    }
}
