package io.offsetlab.byo;

import io.offsetlab.log.Retention;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/**
 * The settings of a topic that are simulated: retention.ms and segment.ms. A topic without retention.ms keeps everything, where
 * Kafka's default is a week.
 */
record TopicSettings(long retentionMillis, long segmentMillis) {
    private static final long WEEK_MILLIS = 604_800_000;
    /** A topic that keeps everything. */
    static final TopicSettings NONE = new TopicSettings(-1, WEEK_MILLIS);

    /**
     * @throws IllegalArgumentException if one is not simulated
     * @throws InvalidConfigurationException if a value is none, as Admin.createTopics throws it
     */
    static TopicSettings parse(Map<String, String> config) {
        for (String key : config.keySet()) {
            if (!key.equals(TopicConfig.RETENTION_MS_CONFIG) && !key.equals(TopicConfig.SEGMENT_MS_CONFIG)) {
                throw new IllegalArgumentException("topic setting " + key + ": not simulated, allowed are "
                        + TopicConfig.RETENTION_MS_CONFIG + ", " + TopicConfig.SEGMENT_MS_CONFIG);
            }
        }
        return new TopicSettings(
                read(config, TopicConfig.RETENTION_MS_CONFIG, -1, NONE.retentionMillis),
                read(config, TopicConfig.SEGMENT_MS_CONFIG, 1, NONE.segmentMillis));
    }

    /** log.retention.check.interval.ms of the broker, in microseconds. */
    static long checkMicros(String key, String text) {
        if (text.matches("[1-9][0-9]{0,11}")) {
            return 1_000 * Long.parseLong(text);
        }
        throw new IllegalArgumentException(
                "broker setting " + key + ": found " + text + ", allowed is a whole number of milliseconds from 1 on");
    }

    private static long read(Map<String, String> config, String key, long least, long otherwise) {
        String text = config.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.trim());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new InvalidConfigurationException(
                "Invalid value " + text + " for configuration " + key + ": Value must be at least " + least);
    }

    boolean keepsEverything() {
        return retentionMillis < 0;
    }

    Retention retention() {
        return new Retention(retentionMillis, segmentMillis);
    }
}
