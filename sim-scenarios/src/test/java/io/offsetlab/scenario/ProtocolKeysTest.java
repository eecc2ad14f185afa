package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Risk: a setting of the other protocol is taken where Kafka refuses it, or refused where Kafka takes it. */
final class ProtocolKeysTest {
    private static Stream<String> keysThatAct() {
        return new TreeSet<>(ClientKeys.acting()).stream();
    }

    @ParameterizedTest
    @MethodSource("keysThatAct")
    void aKeyIsRefusedUnderAProtocolWhereKafkaRefusesIt(String key) {
        for (GroupProtocol protocol : GroupProtocol.values()) {
            Map<String, String> config = new TreeMap<>();
            config.put(key, value(key));
            config.put("group.protocol", ProtocolKeys.name(protocol));
            assertThat(isRefusedHere(config)).as("%s", config).isEqualTo(isRefusedByKafka(config));
        }
    }

    private static String value(String key) {
        Object usual = ConsumerConfig.configDef().defaultValues().get(key);
        return switch (key) {
            case "partition.assignment.strategy" -> "org.apache.kafka.clients.consumer.RangeAssignor";
            case "group.remote.assignor" -> "uniform";
            default -> String.valueOf(usual);
        };
    }

    private static boolean isRefusedHere(Map<String, String> config) {
        try {
            ClientKeys.check("--config", config);
            return false;
        } catch (BadInput refused) {
            assertThat(refused)
                    .hasMessageContaining("cannot be set when group.protocol=" + config.get("group.protocol"));
            return true;
        }
    }

    private static boolean isRefusedByKafka(Map<String, String> config) {
        Map<String, Object> all = new TreeMap<>(config);
        all.put("group.id", "group");
        all.put("bootstrap.servers", "localhost:9092");
        all.put("key.deserializer", StringDeserializer.class);
        all.put("value.deserializer", StringDeserializer.class);
        try {
            return new ConsumerConfig(all).values().isEmpty();
        } catch (ConfigException refused) {
            return true;
        }
    }
}
