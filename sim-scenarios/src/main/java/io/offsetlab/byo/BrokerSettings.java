package io.offsetlab.byo;

import io.offsetlab.group.GroupConfig;
import java.util.Map;
import java.util.TreeMap;

/** The broker's settings by Kafka's keys, with Kafka's defaults. */
final class BrokerSettings {
    private static final String INITIAL_DELAY = "group.initial.rebalance.delay.ms";
    private static final String MIN_SESSION = "group.min.session.timeout.ms";
    private static final String MAX_SESSION = "group.max.session.timeout.ms";
    private static final String MAX_SIZE = "group.max.size";
    private static final String RETENTION = "offsets.retention.minutes";
    private static final String RETENTION_CHECK = "offsets.retention.check.interval.ms";
    private static final String METADATA = "offset.metadata.max.bytes";

    private static final long MILLI = 1_000;
    private static final long MINUTE = 60_000_000;

    private final Map<String, Long> settings = new TreeMap<>();

    BrokerSettings() {
        GroupConfig kafka = GroupConfig.DEFAULTS;
        settings.put(INITIAL_DELAY, kafka.initialRebalanceDelayMicros() / MILLI);
        settings.put(MIN_SESSION, kafka.minSessionTimeoutMicros() / MILLI);
        settings.put(MAX_SESSION, kafka.maxSessionTimeoutMicros() / MILLI);
        settings.put(MAX_SIZE, (long) kafka.maxSize());
        settings.put(RETENTION, kafka.offsetsRetentionMicros() / MINUTE);
        settings.put(RETENTION_CHECK, 600_000L);
        settings.put(METADATA, (long) kafka.offsetMetadataMaxBytes());
    }

    /** @throws IllegalArgumentException if the broker has no such setting here or the value is no such number */
    void set(String key, String value) {
        if (!settings.containsKey(key)) {
            throw new IllegalArgumentException("the broker's setting " + key + " is not simulated, allowed are "
                    + String.join(", ", settings.keySet()));
        }
        long least = key.equals(INITIAL_DELAY) || key.equals(METADATA) ? 0 : 1;
        settings.put(key, number(key, value, least));
    }

    private static long number(String key, String value, long least) {
        try {
            long number = Long.parseLong(value.trim());
            if (number >= least && number <= Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new IllegalArgumentException(
                key + ": found \"" + value + "\", allowed is a whole number from " + least + " to " + Integer.MAX_VALUE);
    }

    private long value(String key) {
        return settings.getOrDefault(key, 0L);
    }

    GroupConfig group() {
        return new GroupConfig(
                value(INITIAL_DELAY) * MILLI,
                value(MIN_SESSION) * MILLI,
                value(MAX_SESSION) * MILLI,
                (int) value(MAX_SIZE),
                value(RETENTION) * MINUTE,
                (int) value(METADATA),
                GroupConfig.DEFAULTS.replicationMicros());
    }

    long retentionCheckMicros() {
        return value(RETENTION_CHECK) * MILLI;
    }
}
