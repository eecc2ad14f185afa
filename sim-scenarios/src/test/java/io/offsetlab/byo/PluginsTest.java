package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deserializers and interceptors: the application's classes inside the consumer. */
final class PluginsTest {
    private static final List<String> NOTED = new ArrayList<>();

    private final SimulatedKafka kafka = Lab.kafka();

    @BeforeEach
    void forget() {
        NOTED.clear();
    }

    /** Notes how it is used; does not like the value "poison". */
    public static final class Noting implements Deserializer<String> {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            NOTED.add("configured for " + configs.get("client.id") + (isKey ? " keys" : " values"));
        }

        @Override
        public String deserialize(String topic, byte[] data) {
            String text = new String(data, java.nio.charset.StandardCharsets.UTF_8);
            if (text.equals("poison")) {
                throw new IllegalStateException("bitter");
            }
            return text;
        }

        @Override
        public void close() {
            NOTED.add("closed");
        }
    }

    @Test
    void deserializersThatAreNamedAreConfiguredAndClosed() {
        Consumer<String, String> consumer = Lab.consumer(kafka, "value.deserializer", Noting.class.getName());
        consumer.close();

        assertThat(NOTED).containsExactly("configured for consumer-g-1 values", "closed");
    }

    @Test
    void deserializersThatAreGivenAreOnlyClosed() {
        kafka.consumer(Map.of("group.id", "g"), new Noting(), new StringDeserializer())
                .close();

        assertThat(NOTED).containsExactly("closed");
    }

    @Test
    void recordsBeforeOneThatCannotBeReadAreReturnedFirstAndThePositionStaysOnIt() {
        kafka.produce("a", 0, "k", "good");
        kafka.produce("a", 0, "k", "poison");
        kafka.produce("a", 0, "k", "behind");
        Consumer<String, String> consumer = Lab.assigned(kafka, "value.deserializer", Noting.class);
        assertThat(Lab.values(consumer.poll(Lab.SECOND))).containsExactly("good");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> consumer.poll(Lab.SECOND))
                    .isInstanceOfSatisfying(RecordDeserializationException.class, thrown -> {
                        assertThat(thrown.topicPartition()).isEqualTo(A0);
                        assertThat(thrown.offset()).isEqualTo(1);
                        assertThat(thrown.origin()).isEqualTo(DeserializationExceptionOrigin.VALUE);
                        assertThat(thrown)
                                .hasMessage(
                                        "Error deserializing VALUE for partition a-0 at offset 1. If needed, please seek"
                                                + " past the record to continue consumption.")
                                .hasCauseInstanceOf(IllegalStateException.class);
                    });
            assertThat(consumer.position(A0)).isEqualTo(1);
        }
        consumer.seek(A0, 2);
        assertThat(Lab.values(consumer.poll(Lab.SECOND))).containsExactly("behind");
    }

    @Test
    void anErrorInADeserializerLosesNothing() {
        Lab.produce(kafka, A0, 3);
        AtomicInteger calls = new AtomicInteger();
        StringDeserializer once = new StringDeserializer() {
            @Override
            public String deserialize(String topic, Headers headers, ByteBuffer data) {
                if (calls.incrementAndGet() == 2) {
                    throw new StackOverflowError();
                }
                return super.deserialize(topic, headers, data);
            }
        };
        Consumer<String, String> consumer = kafka.consumer(Lab.settings(), new StringDeserializer(), once);
        consumer.assign(List.of(A0));

        assertThatThrownBy(() -> consumer.poll(Lab.SECOND)).isInstanceOf(StackOverflowError.class);
        assertThat(consumer.poll(Lab.SECOND)).hasSize(3);
    }

    @Test
    void aKeyThatCannotBeReadIsToldFromAValue() {
        kafka.produce("a", 0, "not four bytes", "v");
        Consumer<Integer, String> consumer =
                kafka.consumer(Lab.settings(), new IntegerDeserializer(), new StringDeserializer());
        consumer.assign(List.of(A0));

        assertThatThrownBy(() -> consumer.poll(Lab.SECOND))
                .isInstanceOf(RecordDeserializationException.class)
                .hasMessageStartingWith("Error deserializing KEY for partition a-0 at offset 0.");
    }

    /** Notes what it is told, and throws when it is done. */
    public static final class Throwing implements ConsumerInterceptor<String, String> {
        @Override
        public ConsumerRecords<String, String> onConsume(ConsumerRecords<String, String> records) {
            NOTED.add("consumed " + records.count());
            throw new IllegalStateException("swallowed");
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            NOTED.add("committed " + offsets.get(A0).offset());
            throw new IllegalStateException("swallowed");
        }

        @Override
        public void close() {
            NOTED.add("closed");
        }

        @Override
        public void configure(Map<String, ?> configs) {
            NOTED.add("configured for " + configs.get("client.id"));
        }
    }

    /** Hands out nothing. */
    public static final class Hiding implements ConsumerInterceptor<String, String> {
        @Override
        public ConsumerRecords<String, String> onConsume(ConsumerRecords<String, String> records) {
            return ConsumerRecords.empty();
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> configs) {}
    }

    @Test
    void interceptorsSeeRecordsAndStoredCommitsAndWhatTheyThrowIsSwallowed() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.assigned(kafka, "interceptor.classes", Throwing.class.getName());
        assertThat(consumer.poll(Lab.SECOND)).hasSize(3);
        consumer.commitSync();
        consumer.commitAsync(Lab.offset(A0, 2), null);
        kafka.advance(Lab.SECOND);
        consumer.poll(Duration.ZERO);
        consumer.close();

        assertThat(NOTED)
                .containsExactly("configured for consumer-g-1", "consumed 3", "committed 3", "committed 2", "closed");
    }

    @Test
    void anInterceptorMayChangeWhatIsReturned() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.assigned(kafka, "interceptor.classes", List.of(Hiding.class));

        assertThat(consumer.poll(Lab.SECOND)).isEmpty();
        assertThat(consumer.position(A0)).isEqualTo(3);
    }

    @Test
    void aClassThatCannotBeMadeFailsTheConsumer() {
        assertThatThrownBy(() -> Lab.consumer(kafka, "interceptor.classes", "java.lang.String"))
                .isInstanceOf(KafkaException.class)
                .hasMessage("Failed to construct kafka consumer");
    }
}
