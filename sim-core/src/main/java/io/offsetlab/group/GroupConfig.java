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

    /** The defaults of Apache Kafka. */
    public static final GroupConfig DEFAULTS = new GroupConfig(
            3_000_000,
            6_000_000,
            1_800_000_000,
            Integer.MAX_VALUE,
            604_800_000_000L,
            600_000_000,
            4096,
            1_000,
            ConsumerGroupConfig.DEFAULTS);

    /**
     * Kafka's defaults changed by settings under Kafka's own keys; {@link BrokerSettings#KEYS} are those that count.
     *
     * @throws IllegalArgumentException if a key is unknown or a value is not allowed
     */
    public static GroupConfig parse(Map<String, String> settings) {
        return BrokerSettings.parse(settings);
    }

    /** These settings, to be changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** With bounds of a session that allow this one. */
    public GroupConfig allowingSession(long micros) {
        return toBuilder()
                .minSessionTimeoutMicros(Math.min(minSessionTimeoutMicros, micros))
                .maxSessionTimeoutMicros(Math.max(maxSessionTimeoutMicros, micros))
                .build();
    }

    /** With another group.initial.rebalance.delay.ms. */
    public GroupConfig withInitialRebalanceDelay(long micros) {
        return toBuilder().initialRebalanceDelayMicros(micros).build();
    }

    /** With another group.max.size. */
    public GroupConfig withMaxSize(int members) {
        return toBuilder().maxSize(members).build();
    }

    /** With another offsets.retention.minutes. */
    public GroupConfig withOffsetsRetention(long micros) {
        return toBuilder().offsetsRetentionMicros(micros).build();
    }

    /** With another time until a stored commit is acknowledged; 0 acknowledges at once. */
    public GroupConfig withReplication(long micros) {
        return toBuilder().replicationMicros(micros).build();
    }

    /** With other settings of groups of the consumer protocol. */
    public GroupConfig withConsumer(ConsumerGroupConfig other) {
        return toBuilder().consumer(other).build();
    }

    /** Settings that start as those of another {@link GroupConfig} and are changed one by one, under its components' names. */
    public static final class Builder {
        private long initialRebalanceDelayMicros;
        private long minSessionTimeoutMicros;
        private long maxSessionTimeoutMicros;
        private int maxSize;
        private long offsetsRetentionMicros;
        private long offsetsRetentionCheckMicros;
        private int offsetMetadataMaxBytes;
        private long replicationMicros;
        private ConsumerGroupConfig consumer;

        private Builder(GroupConfig from) {
            initialRebalanceDelayMicros = from.initialRebalanceDelayMicros;
            minSessionTimeoutMicros = from.minSessionTimeoutMicros;
            maxSessionTimeoutMicros = from.maxSessionTimeoutMicros;
            maxSize = from.maxSize;
            offsetsRetentionMicros = from.offsetsRetentionMicros;
            offsetsRetentionCheckMicros = from.offsetsRetentionCheckMicros;
            offsetMetadataMaxBytes = from.offsetMetadataMaxBytes;
            replicationMicros = from.replicationMicros;
            consumer = from.consumer;
        }

        public Builder initialRebalanceDelayMicros(long micros) {
            initialRebalanceDelayMicros = micros;
            return this;
        }

        public Builder minSessionTimeoutMicros(long micros) {
            minSessionTimeoutMicros = micros;
            return this;
        }

        public Builder maxSessionTimeoutMicros(long micros) {
            maxSessionTimeoutMicros = micros;
            return this;
        }

        public Builder maxSize(int members) {
            maxSize = members;
            return this;
        }

        public Builder offsetsRetentionMicros(long micros) {
            offsetsRetentionMicros = micros;
            return this;
        }

        public Builder offsetsRetentionCheckMicros(long micros) {
            offsetsRetentionCheckMicros = micros;
            return this;
        }

        public Builder offsetMetadataMaxBytes(int bytes) {
            offsetMetadataMaxBytes = bytes;
            return this;
        }

        /** 0 acknowledges at once. */
        public Builder replicationMicros(long micros) {
            replicationMicros = micros;
            return this;
        }

        public Builder consumer(ConsumerGroupConfig other) {
            consumer = other;
            return this;
        }

        public GroupConfig build() {
            return new GroupConfig(
                    initialRebalanceDelayMicros,
                    minSessionTimeoutMicros,
                    maxSessionTimeoutMicros,
                    maxSize,
                    offsetsRetentionMicros,
                    offsetsRetentionCheckMicros,
                    offsetMetadataMaxBytes,
                    replicationMicros,
                    consumer);
        }
    }
}
