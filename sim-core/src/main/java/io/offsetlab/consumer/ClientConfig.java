package io.offsetlab.consumer;

import io.offsetlab.protocol.KafkaFix;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a consumer that the simulation acts on, parsed and validated by Kafka's own {@link ConsumerConfig}, whose
 * defaults hold for what is not set. Times are microseconds.
 *
 * @param remoteAssignor group.remote.assignor, or null if the coordinator chooses
 * @param fixes bugs of Kafka that this client does not have
 * @param resetDurationMillis how old a record may be at most with auto.offset.reset=by_duration, otherwise 0
 */
public record ClientConfig(
        @Nullable String groupId,
        @Nullable String instanceId,
        boolean autoCommit,
        long autoCommitIntervalMicros,
        ResetPolicy resetPolicy,
        long resetDurationMillis,
        boolean readCommitted,
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
        long metadataMaxAgeMicros,
        List<String> assignors,
        Protocol protocol,
        @Nullable String remoteAssignor,
        Set<KafkaFix> fixes) {

    private static final Set<KafkaFix> NOTHING_FIXED = Collections.unmodifiableSet(EnumSet.noneOf(KafkaFix.class));
    private static final int MOST_KEPT = 1_000;
    private static final Map<Map<String, String>, ClientConfig> PARSED = new ConcurrentHashMap<>();

    public ClientConfig {
        fixes = fixes.isEmpty() ? NOTHING_FIXED : Collections.unmodifiableSet(EnumSet.copyOf(fixes));
    }

    /** What group.protocol says. */
    public enum Protocol {
        CLASSIC,
        /** KIP-848. */
        CONSUMER
    }

    /** What auto.offset.reset says. */
    public enum ResetPolicy {
        EARLIEST,
        LATEST,
        NONE,
        /** The first record that is at most so old. */
        BY_DURATION
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
        return with(id, fixes);
    }

    /** These settings of a client in which some of Kafka's bugs are mended. */
    public ClientConfig withFixes(Set<KafkaFix> mended) {
        return mended.equals(fixes) ? this : with(instanceId, mended);
    }

    private ClientConfig with(@Nullable String otherInstanceId, Set<KafkaFix> otherFixes) {
        return new ClientConfig(
                groupId,
                otherInstanceId,
                autoCommit,
                autoCommitIntervalMicros,
                resetPolicy,
                resetDurationMillis,
                readCommitted,
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
                metadataMaxAgeMicros,
                assignors,
                protocol,
                remoteAssignor,
                otherFixes);
    }

    private static ClientConfig read(Map<String, String> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, "group");
        all.putIfAbsent(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        all.putIfAbsent(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        all.putIfAbsent(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return of(new ConsumerConfig(all));
    }

    /**
     * The settings that Kafka has parsed and validated. Without a group.id there is no group to take part in.
     *
     * @throws ConfigException for heartbeats that are as far apart as a session is long (Heartbeat refuses them)
     */
    public static ClientConfig of(ConsumerConfig config) {
        Protocol protocol = Protocol.valueOf(
                config.getString(ConsumerConfig.GROUP_PROTOCOL_CONFIG).toUpperCase(Locale.ROOT));
        int heartbeat = config.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
        if (protocol == Protocol.CLASSIC && heartbeat >= config.getInt(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)) {
            throw new ConfigException(
                    ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                    heartbeat,
                    "Heartbeat must be set lower than the session timeout");
        }
        AutoOffsetResetStrategy reset =
                AutoOffsetResetStrategy.fromString(config.getString(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
        return new ClientConfig(
                config.getString(ConsumerConfig.GROUP_ID_CONFIG),
                config.getString(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                config.getBoolean(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG),
                micros(config.getInt(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG)),
                ResetPolicy.valueOf(reset.type().name()),
                reset.duration().map(Duration::toMillis).orElse(0L),
                config.getString(ConsumerConfig.ISOLATION_LEVEL_CONFIG).equals("read_committed"),
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
                micros(config.getLong(ConsumerConfig.METADATA_MAX_AGE_CONFIG)),
                List.copyOf(config.getList(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)),
                protocol,
                config.getString(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG),
                NOTHING_FIXED);
    }

    private static long micros(long millis) {
        return millis * 1000;
    }
}
