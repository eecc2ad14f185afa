package io.offsetlab.byo.conformance;

import io.offsetlab.group.GroupConfig;
import io.offsetlab.group.modern.ConsumerGroupConfig;
import java.util.Map;

/** The broker's settings of a recorded coordinator, by Kafka's keys. */
final class CoordinatorSettings {
    private static final long MILLI = 1_000;
    private static final long MINUTE = 60_000_000;

    private CoordinatorSettings() {}

    /**
     * Kafka's defaults where nothing else is recorded; stored commits count as replicated at once, as the recorded coordinator
     * had no replicas.
     *
     * @throws IllegalArgumentException if a value is no number
     */
    static GroupConfig group(Map<String, String> settings) {
        GroupConfig defaults = GroupConfig.DEFAULTS;
        return defaults.toBuilder()
                .initialRebalanceDelayMicros(read(
                        settings, "group.initial.rebalance.delay.ms", MILLI, defaults.initialRebalanceDelayMicros()))
                .minSessionTimeoutMicros(
                        read(settings, "group.min.session.timeout.ms", MILLI, defaults.minSessionTimeoutMicros()))
                .maxSessionTimeoutMicros(
                        read(settings, "group.max.session.timeout.ms", MILLI, defaults.maxSessionTimeoutMicros()))
                .maxSize((int) read(settings, "group.max.size", 1, defaults.maxSize()))
                .offsetsRetentionMicros(
                        read(settings, "offsets.retention.minutes", MINUTE, defaults.offsetsRetentionMicros()))
                .offsetMetadataMaxBytes(
                        (int) read(settings, "offset.metadata.max.bytes", 1, defaults.offsetMetadataMaxBytes()))
                .replicationMicros(0)
                .consumer(consumer(settings))
                .build();
    }

    /** The recorded coordinators shared out anew at once, where Kafka's default is a second. */
    private static ConsumerGroupConfig consumer(Map<String, String> settings) {
        ConsumerGroupConfig kafka = ConsumerGroupConfig.DEFAULTS;
        return kafka.withSession(
                        read(settings, "group.consumer.session.timeout.ms", MILLI, kafka.sessionTimeoutMicros()),
                        read(settings, "group.consumer.heartbeat.interval.ms", MILLI, kafka.heartbeatIntervalMicros()))
                .withMaxSize((int) read(settings, "group.consumer.max.size", 1, kafka.maxSize()))
                .withAssignmentInterval(read(settings, "group.consumer.assignment.interval.ms", MILLI, 0));
    }

    private static long read(Map<String, String> settings, String key, long unit, long otherwise) {
        String text = settings.get(key);
        try {
            return text == null ? otherwise : unit * Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, but was " + text, e);
        }
    }
}
