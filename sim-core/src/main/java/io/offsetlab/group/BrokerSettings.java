package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerGroupSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broker's settings that a group feels, by Kafka's keys and in Kafka's units. */
public final class BrokerSettings {
    private static final String INITIAL_DELAY = "group.initial.rebalance.delay.ms";
    private static final String MIN_SESSION = "group.min.session.timeout.ms";
    private static final String MAX_SESSION = "group.max.session.timeout.ms";
    private static final String MAX_SIZE = "group.max.size";
    private static final String RETENTION_MINUTES = "offsets.retention.minutes";
    private static final String RETENTION_CHECK = "offsets.retention.check.interval.ms";
    private static final String METADATA = "offset.metadata.max.bytes";

    /** All of them. */
    public static final List<String> KEYS = keys();

    private static final long MILLI = 1_000;
    private static final long MINUTE = 60_000_000;

    private final Map<String, String> settings;

    private BrokerSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(
                INITIAL_DELAY, MIN_SESSION, MAX_SESSION, MAX_SIZE, RETENTION_MINUTES, RETENTION_CHECK, METADATA));
        keys.addAll(ConsumerGroupSettings.KEYS);
        return List.copyOf(keys);
    }

    static GroupConfig parse(Map<String, String> settings) {
        for (String key : settings.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                        "broker setting " + key + ": not modelled, allowed are " + String.join(", ", KEYS));
            }
        }
        BrokerSettings given = new BrokerSettings(settings);
        GroupConfig kafka = GroupConfig.DEFAULTS;
        return kafka.toBuilder()
                .initialRebalanceDelayMicros(given.read(INITIAL_DELAY, 0, MILLI, kafka.initialRebalanceDelayMicros()))
                .minSessionTimeoutMicros(given.read(MIN_SESSION, 0, MILLI, kafka.minSessionTimeoutMicros()))
                .maxSessionTimeoutMicros(given.read(MAX_SESSION, 0, MILLI, kafka.maxSessionTimeoutMicros()))
                .maxSize((int) given.read(MAX_SIZE, 1, 1, kafka.maxSize()))
                .offsetsRetentionMicros(given.read(RETENTION_MINUTES, 1, MINUTE, kafka.offsetsRetentionMicros()))
                .offsetsRetentionCheckMicros(given.read(RETENTION_CHECK, 1, MILLI, kafka.offsetsRetentionCheckMicros()))
                .offsetMetadataMaxBytes((int) given.read(METADATA, 0, 1, kafka.offsetMetadataMaxBytes()))
                .consumer(ConsumerGroupSettings.parse(settings))
                .build();
    }

    private long read(String key, long least, long unit, long otherwise) {
        String text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        Long number = number(text);
        if (number == null || number < least || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("broker setting " + key + ": found " + text
                    + ", allowed is a whole number from " + least + " to " + Integer.MAX_VALUE);
        }
        return number * unit;
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text.trim());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
