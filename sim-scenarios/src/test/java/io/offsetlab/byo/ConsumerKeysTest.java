package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

/** What becomes of each setting. */
final class ConsumerKeysTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @Test
    void everyKeyOfKafkaStandsInOneOfTheLists() {
        assertThat(ConsumerConfig.configNames())
                .allSatisfy(key -> assertThat(ConsumerKeys.isKnown(key)).as(key).isTrue());
    }

    @Test
    void noKeyStandsInAListThatKafkaDoesNotKnow() {
        assertThat(ConsumerConfig.configNames())
                .containsAll(ConsumerKeys.MODELLED)
                .containsAll(ConsumerKeys.REFUSED.keySet());
        assertThat(ConsumerKeys.MODELLED).doesNotContainAnyElementsOf(ConsumerKeys.REFUSED.keySet());
    }

    @Test
    void theDocumentationListsEachSetting() throws IOException {
        List<String> page =
                Files.readAllLines(Path.of(System.getProperty("basedir", "")).resolve("../docs/consumer-settings.md"));

        assertThat(page).contains(row(ConsumerKeys.MODELLED), row(ConsumerKeys.IGNORED));
        ConsumerKeys.REFUSED.forEach((key, reason) -> assertThat(page).contains("| `" + key + "` | " + reason + " |"));
    }

    private static String row(List<String> keys) {
        return keys.stream()
                .map(key -> '`' + key + (key.endsWith(".") ? "*`" : "`"))
                .collect(Collectors.joining(", "));
    }

    @Test
    void whatIsNotSimulatedIsRefusedInOneSentence() {
        assertThatThrownBy(() -> Lab.consumer(kafka, "fetch.min.bytes", 100))
                .hasMessageStartingWith("fetch.min.bytes: found 100, allowed is only Kafka's default 1: ");
        assertThatThrownBy(() -> Lab.consumer(kafka, "config.providers", "file"))
                .hasMessage(
                        "config.providers: found file, allowed is none: values from outside would make runs differ");
    }

    @Test
    void theDefaultOfWhatIsNotSimulatedIsAccepted() {
        Lab.consumer(kafka, "group.protocol", "CLASSIC", "fetch.min.bytes", "1").close();
    }

    @Test
    void whatMeansNothingHereAndWhatKafkaDoesNotKnowIsAccepted() {
        Lab.consumer(kafka, "security.protocol", "SSL", "send.buffer.bytes", "1", "my.own.key", "x")
                .close();
    }

    @Test
    void kafkasOwnValidationHoldsForValuesAndCombinations() {
        assertThatThrownBy(() -> Lab.consumer(kafka, "max.poll.records", "0")).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> Lab.consumer(kafka, "session.timeout.ms", "1000"))
                .isInstanceOf(KafkaException.class)
                .hasRootCauseMessage("Heartbeat must be set lower than the session timeout");
        assertThatThrownBy(() -> kafka.consumer(Map.of("group.id", "g")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid value null for configuration key.deserializer: must be non-null.");
        assertThatThrownBy(() -> Lab.consumer(kafka, "group.id", "", "enable.auto.commit", "true"))
                .isInstanceOf(InvalidConfigurationException.class);
        Map<String, Object> blank = Lab.settings();
        blank.put("group.id", "");
        assertThatThrownBy(() -> kafka.consumer(blank))
                .isInstanceOf(KafkaException.class)
                .hasCauseInstanceOf(InvalidGroupIdException.class);
    }

    @Test
    void aConsumerIsKnownByItsClientIdOrByItsNumber() {
        Consumer<String, String> named = Lab.joined(kafka, "client.id", "me");
        assertThat(named.groupMetadata().memberId()).startsWith("me-");
        assertThat(Lab.joined(kafka, "group.id", "h").groupMetadata().memberId())
                .startsWith("consumer-h-2-");
        assertThat(Lab.joined(kafka, "group.id", "i", "group.instance.id", "s")
                        .groupMetadata()
                        .groupInstanceId())
                .contains("s");
    }

    @Test
    void theBrokersSettingsAreCheckedToo() {
        assertThatThrownBy(() -> SimulatedKafka.builder().broker("log.dirs", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("log.dirs");
    }
}
