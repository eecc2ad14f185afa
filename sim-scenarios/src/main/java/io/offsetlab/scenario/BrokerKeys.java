package io.offsetlab.scenario;

import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import io.offsetlab.group.modern.ConsumerGroupSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broker's settings by Kafka's keys; how long a commit takes to replicate is none of Kafka's keys and a duration. */
final class BrokerKeys {
    private static final String INITIAL_DELAY = "group.initial.rebalance.delay.ms";
    private static final String MIN_SESSION = "group.min.session.timeout.ms";
    private static final String MAX_SESSION = "group.max.session.timeout.ms";
    private static final String MAX_SIZE = "group.max.size";
    private static final String RETENTION = "offsets.retention.minutes";
    private static final String METADATA = "offset.metadata.max.bytes";
    private static final String REPLICATION = "replication";

    static final List<String> ALL = all();

    private static final long MILLI = 1_000;
    private static final long MINUTE = 60_000_000;

    private BrokerKeys() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(
                List.of(INITIAL_DELAY, MIN_SESSION, MAX_SESSION, MAX_SIZE, RETENTION, METADATA, REPLICATION));
        all.addAll(ConsumerGroupSettings.KEYS);
        return List.copyOf(all);
    }

    static GroupConfig read(@Nullable Cursor broker) {
        GroupConfig kafka = GroupConfig.DEFAULTS;
        if (broker == null) {
            return kafka;
        }
        broker.withFields(ALL.toArray(new String[0]));
        return kafka.toBuilder()
                .initialRebalanceDelayMicros(time(broker, INITIAL_DELAY, 0, MILLI, kafka.initialRebalanceDelayMicros()))
                .minSessionTimeoutMicros(time(broker, MIN_SESSION, 1, MILLI, kafka.minSessionTimeoutMicros()))
                .maxSessionTimeoutMicros(time(broker, MAX_SESSION, 1, MILLI, kafka.maxSessionTimeoutMicros()))
                .maxSize((int) broker.number(MAX_SIZE, 1, Integer.MAX_VALUE, kafka.maxSize()))
                .offsetsRetentionMicros(time(broker, RETENTION, 1, MINUTE, kafka.offsetsRetentionMicros()))
                .offsetMetadataMaxBytes(
                        (int) broker.number(METADATA, 0, Integer.MAX_VALUE, kafka.offsetMetadataMaxBytes()))
                .replicationMicros(broker.duration(REPLICATION, kafka.replicationMicros()))
                .consumer(consumer(broker))
                .build();
    }

    private static ConsumerGroupConfig consumer(Cursor broker) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String key : ConsumerGroupSettings.KEYS) {
            Cursor value = broker.get(key);
            if (value != null) {
                given.put(key, value.text("allowed is a single value"));
            }
        }
        try {
            return ConsumerGroupSettings.parse(given);
        } catch (ConsumerGroupSettings.Refused refused) {
            String allowed = "allowed is " + refused.allowed();
            throw broker.need(refused.key(), allowed).wrong(allowed);
        }
    }

    private static long time(Cursor broker, String key, long least, long unit, long otherwise) {
        return unit * broker.number(key, least, Integer.MAX_VALUE, otherwise / unit);
    }

    /** Whether the settings can be said in Kafka's units. */
    static void check(FieldPath path, GroupConfig config) {
        whole(path.field(INITIAL_DELAY), config.initialRebalanceDelayMicros(), MILLI);
        whole(path.field(MIN_SESSION), config.minSessionTimeoutMicros(), MILLI);
        whole(path.field(MAX_SESSION), config.maxSessionTimeoutMicros(), MILLI);
        whole(path.field(RETENTION), config.offsetsRetentionMicros(), MINUTE);
        whole(path.field("group.consumer"), config.consumer().sessionTimeoutMicros(), MILLI);
        whole(path.field("group.consumer"), config.consumer().heartbeatIntervalMicros(), MILLI);
        whole(path.field("group.consumer"), config.consumer().assignmentIntervalMicros(), MILLI);
        ScenarioCheck.between(path.field(MAX_SIZE), config.maxSize(), 1, Integer.MAX_VALUE);
        ScenarioCheck.between(path.field(METADATA), config.offsetMetadataMaxBytes(), 0, Integer.MAX_VALUE);
        ScenarioCheck.duration(path.field(REPLICATION), config.replicationMicros(), 0);
    }

    private static void whole(FieldPath path, long micros, long unit) {
        ScenarioCheck.require(
                micros >= 0 && micros % unit == 0,
                path,
                "found " + micros + "us, allowed is a whole number of " + (unit == MILLI ? "milliseconds" : "minutes"));
    }

    /** What differs from Kafka's defaults. */
    static Map<String, Node> write(GroupConfig config) {
        GroupConfig kafka = GroupConfig.DEFAULTS;
        Map<String, Node> map = new LinkedHashMap<>();
        put(map, INITIAL_DELAY, config.initialRebalanceDelayMicros(), kafka.initialRebalanceDelayMicros(), MILLI);
        put(map, MIN_SESSION, config.minSessionTimeoutMicros(), kafka.minSessionTimeoutMicros(), MILLI);
        put(map, MAX_SESSION, config.maxSessionTimeoutMicros(), kafka.maxSessionTimeoutMicros(), MILLI);
        put(map, MAX_SIZE, config.maxSize(), kafka.maxSize(), 1);
        put(map, RETENTION, config.offsetsRetentionMicros(), kafka.offsetsRetentionMicros(), MINUTE);
        put(map, METADATA, config.offsetMetadataMaxBytes(), kafka.offsetMetadataMaxBytes(), 1);
        if (config.replicationMicros() != kafka.replicationMicros()) {
            map.put(REPLICATION, Node.Scalar.text(Durations.text(config.replicationMicros())));
        }
        ConsumerGroupSettings.write(config.consumer()).forEach((key, value) -> map.put(key, scalar(value)));
        return map;
    }

    private static Node scalar(String value) {
        boolean number = value.chars().allMatch(Character::isDigit);
        return number ? Node.Scalar.number(Long.parseLong(value)) : Node.Scalar.text(value);
    }

    /** The settings with one of them back at Kafka's default. */
    static GroupConfig without(GroupConfig config, String key) {
        GroupConfig kafka = GroupConfig.DEFAULTS;
        GroupConfig.Builder changed =
                config.toBuilder().consumer(ConsumerGroupSettings.without(config.consumer(), key));
        switch (key) {
            case INITIAL_DELAY -> changed.initialRebalanceDelayMicros(kafka.initialRebalanceDelayMicros());
            case MIN_SESSION -> changed.minSessionTimeoutMicros(kafka.minSessionTimeoutMicros());
            case MAX_SESSION -> changed.maxSessionTimeoutMicros(kafka.maxSessionTimeoutMicros());
            case MAX_SIZE -> changed.maxSize(kafka.maxSize());
            case RETENTION -> changed.offsetsRetentionMicros(kafka.offsetsRetentionMicros());
            case METADATA -> changed.offsetMetadataMaxBytes(kafka.offsetMetadataMaxBytes());
            case REPLICATION -> changed.replicationMicros(kafka.replicationMicros());
            default -> {}
        }
        return changed.build();
    }

    private static void put(Map<String, Node> map, String key, long value, long kafka, long unit) {
        if (value != kafka) {
            map.put(key, Node.Scalar.number(value / unit));
        }
    }
}
