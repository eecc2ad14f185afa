package io.offsetlab.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.GroupProtocol;

/**
 * Settings of the consumer that one {@code group.protocol} has and the other refuses, as Kafka's own ConsumerConfig does. With the
 * consumer protocol the broker keeps sessions and heartbeats ({@code group.consumer.*}) and assigns partitions.
 */
final class ProtocolKeys {
    static final String PROTOCOL = "group.protocol";
    static final String SESSION = "session.timeout.ms";
    static final String HEARTBEAT = "heartbeat.interval.ms";
    static final String STRATEGY = "partition.assignment.strategy";
    static final String REMOTE_ASSIGNOR = "group.remote.assignor";

    private static final List<String> CLASSIC_ONLY = List.of(STRATEGY, HEARTBEAT, SESSION);
    private static final List<String> CONSUMER_ONLY = List.of(REMOTE_ASSIGNOR);

    private ProtocolKeys() {}

    /** @throws BadInput if one of the settings belongs to the other protocol; a blank one counts as not given, as for Kafka */
    static void check(FieldPath path, Map<String, String> client, GroupProtocol protocol) {
        for (String key : protocol == GroupProtocol.CONSUMER ? CLASSIC_ONLY : CONSUMER_ONLY) {
            if (!client.getOrDefault(key, "").isBlank()) {
                throw BadInput.at(
                        path.field(key), "cannot be set when group.protocol=" + name(protocol) + ": " + instead(key));
            }
        }
    }

    /** As settings say it. */
    static String name(GroupProtocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT);
    }

    private static String instead(String key) {
        return switch (key) {
            case SESSION, HEARTBEAT ->
                "the broker says it, as group.consumer." + key + " under broker in a scenario file";
            case STRATEGY -> "the broker assigns partitions, by " + REMOTE_ASSIGNOR;
            default -> "the members assign partitions themselves, by " + STRATEGY;
        };
    }
}
