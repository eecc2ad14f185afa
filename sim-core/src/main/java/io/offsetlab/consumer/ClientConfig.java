package io.offsetlab.consumer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a consumer that the simulation acts on, parsed and validated by Kafka's own {@link ConsumerConfig}, whose
 * defaults hold for what is not set. Times are microseconds.
 */
public record ClientConfig(
        @Nullable String groupId,
        @Nullable String instanceId,
        boolean autoCommit,
        long autoCommitIntervalMicros,
        ResetPolicy resetPolicy,
        int maxPollRecords,
        long maxPollIntervalMicros,
        long sessionTimeoutMicros,
        long heartbeatIntervalMicros,
        long requestTimeoutMicros,
        long defaultApiTimeoutMicros,
        long retryBackoffMicros,
        long retryBackoffMaxMicros,
        long fetchMaxWaitMicros,
        int fetchMaxBytes,
        int maxPartitionFetchBytes,
        List<String> assignors) {

    private static final int MOST_KEPT = 1_000;
    private static final Map<Map<String, String>, ClientConfig> PARSED = new ConcurrentHashMap<>();

    /** What auto.offset.reset says. */
    public enum ResetPolicy {
        EARLIEST,
        LATEST,
        NONE
    }

    /**
     * Parses settings by Kafka's keys; the group is {@code group} unless it is set. Parses are kept, as one costs more
     * than many a small run.
     *
     * @throws ConfigException if Kafka's own validation refuses a value or a combination
     */
    public static ClientConfig parse(Map<String, String> settings) {
        ClientConfig known = PARSED.get(settings);
        if (known != null) {
            return known;
        }
        Map<String, String> key = new TreeMap<>(settings);
        ClientConfig parsed = read(key);
        if (PARSED.size() >= MOST_KEPT) {
            PARSED.clear();
        }
        PARSED.put(key, parsed);
        return parsed;
    }

    /** These settings with another group.instance.id. */
    public ClientConfig withInstanceId(String id) {
        return new ClientConfig(
                groupId,
                id,
                autoCommit,
                autoCommitIntervalMicros,
                resetPolicy,
                maxPollRecords,
                maxPollIntervalMicros,
                sessionTimeoutMicros,
                heartbeatIntervalMicros,
                requestTimeoutMicros,
                defaultApiTimeoutMicros,
                retryBackoffMicros,
                retryBackoffMaxMicros,
                fetchMaxWaitMicros,
                fetchMaxBytes,
                maxPartitionFetchBytes,
                assignors);
    }

    private static ClientConfig read(Map<String, String> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "group");
        all.putIfAbsent(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        all.putIfAbsent(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        all.putIfAbsent(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        ConsumerConfig config = new ConsumerConfig(all);
        return new ClientConfig(
                config.getString(ConsumerConfig.GROUP_ID_CONFIG),
                config.getString(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                config.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG),
                micros(config.getInt(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG)),
                resetPolicy(config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)),
                config.getInt(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                micros(config.getInt(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG)),
                micros(config.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)),
                micros(config.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG)),
                micros(config.getInt(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG)),
                micros(config.getInt(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)),
                micros(config.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG)),
                micros(config.getLong(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG)),
                micros(config.getInt(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG)),
                config.getInt(ConsumerConfig.FETCH_MAX_BYTES_CONFIG),
                config.getInt(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                List.copyOf(config.getList(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)));
    }

    private static ResetPolicy resetPolicy(String text) {
        return switch (text) {
            case "earliest" -> ResetPolicy.EARLIEST;
            case "latest" -> ResetPolicy.LATEST;
            case "none" -> ResetPolicy.NONE;
            default -> throw new ConfigException(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, text, "is not modelled");
        };
    }

    private static long micros(long millis) {
        return millis * 1000;
    }
}
