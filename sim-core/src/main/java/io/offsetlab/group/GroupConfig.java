package io.offsetlab.group;

import io.offsetlab.group.modern.ConsumerGroupConfig;
import java.util.Map;

/**
 * The broker's settings that a group feels; times in microseconds.
 *
 * @param initialRebalanceDelayMicros group.initial.rebalance.delay.ms
 * @param minSessionTimeoutMicros group.min.session.timeout.ms
 * @param maxSessionTimeoutMicros group.max.session.timeout.ms
 * @param maxSize group.max.size
 * @param offsetsRetentionMicros offsets.retention.minutes
 * @param offsetsRetentionCheckMicros offsets.retention.check.interval.ms
 * @param offsetMetadataMaxBytes offset.metadata.max.bytes
 * @param replicationMicros how long a stored commit takes until it is replicated and acknowledged
 * @param consumer the settings of groups of the consumer protocol
 */
public record GroupConfig(
        long initialRebalanceDelayMicros,
        long minSessionTimeoutMicros,
        long maxSessionTimeoutMicros,
        int maxSize,
        long offsetsRetentionMicros,
        long offsetsRetentionCheckMicros,
        int offsetMetadataMaxBytes,
        long replicationMicros,
        ConsumerGroupConfig consumer) {

    private static final long CHECK_MICROS = 600_000_000;

    /** The defaults of Apache Kafka. */
    public static final GroupConfig DEFAULTS =
            new GroupConfig(3_000_000, 6_000_000, 1_800_000_000, Integer.MAX_VALUE, 604_800_000_000L, 4096, 1_000);

    /** With Kafka's default of offsets.retention.check.interval.ms. */
    public GroupConfig(
            long initialRebalanceDelayMicros,
            long minSessionTimeoutMicros,
            long maxSessionTimeoutMicros,
            int maxSize,
            long offsetsRetentionMicros,
            int offsetMetadataMaxBytes,
            long replicationMicros) {
        this(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                CHECK_MICROS,
                offsetMetadataMaxBytes,
                replicationMicros);
    }

    /** With Kafka's defaults of the settings of groups of the consumer protocol. */
    public GroupConfig(
            long initialRebalanceDelayMicros,
            long minSessionTimeoutMicros,
            long maxSessionTimeoutMicros,
            int maxSize,
            long offsetsRetentionMicros,
            long offsetsRetentionCheckMicros,
            int offsetMetadataMaxBytes,
            long replicationMicros) {
        this(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                replicationMicros,
                ConsumerGroupConfig.DEFAULTS);
    }

    /**
     * Kafka's defaults changed by settings under Kafka's own keys; {@link BrokerSettings#KEYS} are those that count.
     *
     * @throws IllegalArgumentException if a key is unknown or a value is not allowed
     */
    public static GroupConfig parse(Map<String, String> settings) {
        return BrokerSettings.parse(settings);
    }

    /** With another group.initial.rebalance.delay.ms. */
    public GroupConfig withInitialRebalanceDelay(long micros) {
        return new GroupConfig(
                micros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                replicationMicros,
                consumer);
    }

    /** With another group.max.size. */
    public GroupConfig withMaxSize(int members) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                members,
                offsetsRetentionMicros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                replicationMicros,
                consumer);
    }

    /** With another offsets.retention.minutes. */
    public GroupConfig withOffsetsRetention(long micros) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                micros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                replicationMicros,
                consumer);
    }

    /** With another time until a stored commit is acknowledged; 0 acknowledges at once. */
    public GroupConfig withReplication(long micros) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                micros,
                consumer);
    }

    /** With other settings of groups of the consumer protocol. */
    public GroupConfig withConsumer(ConsumerGroupConfig other) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetsRetentionCheckMicros,
                offsetMetadataMaxBytes,
                replicationMicros,
                other);
    }
}
