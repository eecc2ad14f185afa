package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Risk: a setting that changes what a consumer does is ignored. */
final class ClientKeysTest {
    private static Stream<String> kafkasKeys() {
        return new TreeSet<>(ConsumerConfig.configNames()).stream();
    }

    @ParameterizedTest
    @MethodSource("kafkasKeys")
    void thatKeysAreRefusedIsDecidedForEachOfThem(String key) {
        boolean refused = ModelledKeys.role(key) == ModelledKeys.Role.REFUSED;
        assertThat(refused)
                .isEqualTo(key.startsWith("share.")
                        || key.equals("config.providers")
                        || key.equals("group.instance.id")
                        || key.equals("interceptor.classes")
                        || key.startsWith("internal.")
                        || key.startsWith("reconnect."));
    }

    @Test
    void keysThatActAreKafkas() {
        assertThat(ClientKeys.acting()).isSorted().isSubsetOf(kafkasKeys().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor",
                "org.apache.kafka.clients.consumer.RangeAssignor, org.apache.kafka.clients.consumer.StickyAssignor"
            })
    void kafkasAssignorsAreAllowed(String value) {
        assertThatCode(() -> ClientKeys.check("--config", "partition.assignment.strategy", value))
                .doesNotThrowAnyException();
    }

    @Test
    void otherAssignorsAreRefused() {
        assertThatThrownBy(() -> ClientKeys.check("--config", "partition.assignment.strategy", "range"))
                .isInstanceOf(BadInput.class)
                .hasMessage("--config.partition.assignment.strategy: found \"range\", allowed are, behind"
                        + " org.apache.kafka.clients.consumer., RangeAssignor, RoundRobinAssignor, StickyAssignor,"
                        + " CooperativeStickyAssignor");
    }

    @Test
    void aSettingWithoutMeaningHereIsAccepted() {
        assertThatCode(() -> ClientKeys.check("--config", "ssl.protocol", "TLSv1.3"))
                .doesNotThrowAnyException();
    }
}
