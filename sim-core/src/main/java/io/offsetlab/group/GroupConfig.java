package io.offsetlab.group;

/**
 * The broker's settings that a group feels; times in microseconds.
 *
 * @param initialRebalanceDelayMicros group.initial.rebalance.delay.ms
 * @param minSessionTimeoutMicros group.min.session.timeout.ms
 * @param maxSessionTimeoutMicros group.max.session.timeout.ms
 * @param maxSize group.max.size
 * @param offsetsRetentionMicros offsets.retention.minutes
 * @param offsetMetadataMaxBytes offset.metadata.max.bytes
 * @param replicationMicros how long a stored commit takes until it is replicated and acknowledged
 */
public record GroupConfig(
        long initialRebalanceDelayMicros,
        long minSessionTimeoutMicros,
        long maxSessionTimeoutMicros,
        int maxSize,
        long offsetsRetentionMicros,
        int offsetMetadataMaxBytes,
        long replicationMicros) {

    /** The defaults of Apache Kafka. */
    public static final GroupConfig DEFAULTS =
            new GroupConfig(3_000_000, 6_000_000, 1_800_000_000, Integer.MAX_VALUE, 604_800_000_000L, 4096, 1_000);

    /** With another group.initial.rebalance.delay.ms. */
    public GroupConfig withInitialRebalanceDelay(long micros) {
        return new GroupConfig(
                micros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetMetadataMaxBytes,
                replicationMicros);
    }

    /** With another group.max.size. */
    public GroupConfig withMaxSize(int members) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                members,
                offsetsRetentionMicros,
                offsetMetadataMaxBytes,
                replicationMicros);
    }

    /** With another offsets.retention.minutes. */
    public GroupConfig withOffsetsRetention(long micros) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                micros,
                offsetMetadataMaxBytes,
                replicationMicros);
    }

    /** With another time until a stored commit is acknowledged; 0 acknowledges at once. */
    public GroupConfig withReplication(long micros) {
        return new GroupConfig(
                initialRebalanceDelayMicros,
                minSessionTimeoutMicros,
                maxSessionTimeoutMicros,
                maxSize,
                offsetsRetentionMicros,
                offsetMetadataMaxBytes,
                micros);
    }
}
