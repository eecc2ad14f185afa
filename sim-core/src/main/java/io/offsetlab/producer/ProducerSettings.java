package io.offsetlab.producer;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The settings of a transactional producer that the simulation acts on, parsed and validated by Kafka's own {@link ProducerConfig}.
 * Times are microseconds.
 *
 * @param transactionalId transactional.id
 * @param transactionTimeoutMicros transaction.timeout.ms
 * @param maxBlockMicros max.block.ms
 * @param deliveryTimeoutMicros delivery.timeout.ms
 * @param batchBytes batch.size
 */
public record ProducerSettings(
        String transactionalId,
        long transactionTimeoutMicros,
        long maxBlockMicros,
        long requestTimeoutMicros,
        long retryBackoffMicros,
        long deliveryTimeoutMicros,
        int batchBytes) {

    /** Kafka's defaults. */
    public static ProducerSettings of(String transactionalId) {
        return parse(Collections.singletonMap(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId));
    }

    /** @throws ConfigException if Kafka's own validation refuses a value or a combination */
    public static ProducerSettings parse(Map<String, String> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
        all.putIfAbsent(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        all.putIfAbsent(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return of(new ProducerConfig(all));
    }

    /** @throws ConfigException for a producer without a transactional.id */
    public static ProducerSettings of(ProducerConfig config) {
        String id = config.getString(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (id == null) {
            throw new ConfigException(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, null, "only transactional producers are simulated");
        }
        return new ProducerSettings(
                id,
                config.getInt(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG) * 1_000L,
                config.getLong(ProducerConfig.MAX_BLOCK_MS_CONFIG) * 1_000,
                config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG) * 1_000L,
                config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG) * 1_000,
                config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG) * 1_000L,
                config.getInt(ProducerConfig.BATCH_SIZE_CONFIG));
    }
}
