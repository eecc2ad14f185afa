package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Kafka's producer, step by step: S9.1 to S9.7, S7.12, S7.13, S8.17, S8.18, golden traces G19 and G20. */
final class SimulatedProducerTest {
    private static final TopicPartition INPUT = new TopicPartition("in", 0);
    private static final TopicPartition OUTPUT = new TopicPartition("out", 0);

    private final SimulatedKafka kafka = SimulatedKafka.create();

    SimulatedProducerTest() {
        kafka.createTopic("in", 1);
        kafka.createTopic("out", 1);
    }

    private Producer<String, String> producer(String transactionalId) {
        return kafka.producer(
                Map.of("transactional.id", transactionalId), new StringSerializer(), new StringSerializer());
    }

    private Producer<String, String> ready(String transactionalId) {
        Producer<String, String> producer = producer(transactionalId);
        producer.initTransactions();
        return producer;
    }

    private Consumer<String, String> consumer(String group, String isolation) {
        return kafka.consumer(
                Map.of(
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "isolation.level",
                        isolation),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private List<String> read(Consumer<String, String> consumer) {
        consumer.assign(List.of(OUTPUT));
        List<String> values = new ArrayList<>();
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
            values.add(record.value());
        }
        return values;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offset(long offset) {
        return Map.of(INPUT, new OffsetAndMetadata(offset));
    }

    private long committed() {
        return kafka.committed("billing").get(INPUT).offset();
    }

    @SuppressWarnings("removal") // its constructors are the only way until Kafka 5
    private static ConsumerGroupMetadata groupAlone() {
        return new ConsumerGroupMetadata("billing");
    }

    /** S8.17, S9.5 */
    @Test
    void outputsAndOffsetsBecomeVisibleTogether() throws Exception {
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        Future<RecordMetadata> sent = producer.send(new ProducerRecord<>("out", "k", "one"));
        producer.flush();
        producer.sendOffsetsToTransaction(offset(5), groupAlone());

        assertThat(sent.get().offset()).isZero();
        assertThat(read(consumer("a", "read_committed"))).isEmpty();
        assertThat(read(consumer("b", "read_uncommitted"))).containsExactly("one");
        assertThat(kafka.committed("billing")).isEmpty();

        producer.commitTransaction();
        kafka.advance(Duration.ofMillis(10));
        assertThat(read(consumer("c", "read_committed"))).containsExactly("one");
        assertThat(committed()).isEqualTo(5);
    }

    /** S8.18: 0 a, 1 b, 2 COMMIT, 3 x, 4 ABORT. */
    @Test
    void abortedRecordsAreLeftOutAndMarkersTakeOffsets() {
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("out", "k", "a"));
        producer.send(new ProducerRecord<>("out", "k", "b"));
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("out", "k", "x"));
        producer.flush();
        producer.abortTransaction();
        kafka.advance(Duration.ofMillis(10));

        Consumer<String, String> committed = consumer("a", "read_committed");
        assertThat(read(committed)).containsExactly("a", "b");
        assertThat(committed.position(OUTPUT)).isEqualTo(5);
        assertThat(read(consumer("b", "read_uncommitted"))).containsExactly("a", "b", "x");
        assertThat(committed.endOffsets(Set.of(OUTPUT))).containsEntry(OUTPUT, 5L);
    }

    /** S8.18 */
    @Test
    void theEndIsTheLastStableOffsetForReadersOfCommittedRecords() {
        Producer<String, String> producer = ready("t");
        kafka.produce("out", 0, "k", "before");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("out", "k", "open"));
        producer.flush();

        assertThat(consumer("a", "read_committed").endOffsets(Set.of(OUTPUT))).containsEntry(OUTPUT, 1L);
        assertThat(consumer("b", "read_uncommitted").endOffsets(Set.of(OUTPUT))).containsEntry(OUTPUT, 2L);
    }

    /** S9.4 */
    @Test
    void aSecondProducerOfTheSameIdFencesTheFirstAndAbortsItsTransaction() {
        Producer<String, String> zombie = ready("t");
        zombie.beginTransaction();
        zombie.send(new ProducerRecord<>("out", "k", "lost"));
        zombie.flush();
        Producer<String, String> next = ready("t");
        next.beginTransaction();
        next.send(new ProducerRecord<>("out", "k", "kept"));
        next.commitTransaction();
        kafka.advance(Duration.ofMillis(10));

        assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(zombie::commitTransaction);
        assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(zombie::beginTransaction);
        assertThat(read(consumer("a", "read_committed"))).containsExactly("kept");
    }

    /** S7.12, S9.7 */
    @Test
    void whoAsksForAPendingOffsetWaitsAndGivesUpAfterItsTimeout() {
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offset(5), groupAlone());
        Consumer<String, String> consumer = consumer("billing", "read_committed");

        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> consumer.committed(Set.of(INPUT), Duration.ofSeconds(5)));
        kafka.kill(producer);
        kafka.advance(Duration.ofSeconds(75));
        assertThat(consumer.committed(Set.of(INPUT))).containsEntry(INPUT, null);
    }

    /** S7.13, G19 */
    @Test
    void aPlainCommitThatWasAppendedLaterStays() {
        Consumer<String, String> consumer = consumer("billing", "read_committed");
        consumer.assign(List.of(INPUT));
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offset(2), groupAlone());
        consumer.commitSync(offset(3));
        producer.commitTransaction();
        kafka.advance(Duration.ofMillis(10));

        assertThat(committed()).isEqualTo(3);
    }

    /** S9.2, G20 */
    @Test
    void metadataOfAFormerGenerationIsRefusedAndTheGroupAloneMovesTheOffsetBack() {
        Consumer<String, String> consumer = consumer("billing", "read_committed");
        consumer.subscribe(List.of("in"));
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        ConsumerGroupMetadata former = consumer.groupMetadata();
        consumer.commitSync(offset(7));
        consumer.unsubscribe();
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();

        assertThatExceptionOfType(CommitFailedException.class)
                .isThrownBy(() -> producer.sendOffsetsToTransaction(offset(1), former))
                .withMessageStartingWith("Transaction offset Commit failed due to consumer group metadata mismatch");
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(producer::commitTransaction)
                .withMessage("Cannot execute transactional method because we are in an error state");
        producer.abortTransaction();
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offset(1), groupAlone());
        producer.commitTransaction();
        kafka.advance(Duration.ofMillis(10));
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void aCommitWhoseAnswersAreLostTimesOutAndHasToBeAskedForAgain() {
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("out", "k", "once"));
        producer.flush();
        kafka.dropAnswers(producer);

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(producer::commitTransaction);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(producer::beginTransaction)
                .withMessage("Cannot attempt operation `beginTransaction` because the previous call to"
                        + " `commitTransaction` timed out and must be retried");
        kafka.heal(producer);
        producer.commitTransaction();
        assertThat(read(consumer("a", "read_committed"))).containsExactly("once");
    }

    @SuppressWarnings("removal") // its constructors are the only way until Kafka 5
    @Test
    void callsOutOfTurnAreRefusedAsByKafka() {
        Producer<String, String> producer = producer("t");
        assertThatThrownBy(producer::beginTransaction)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("TransactionalId t: Invalid transition attempted from state UNINITIALIZED to state"
                        + " IN_TRANSACTION");
        producer.initTransactions();
        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(offset(1), groupAlone()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(
                        offset(1), new ConsumerGroupMetadata("billing", 3, "", Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(producer::metrics).isInstanceOf(UnsupportedOperationException.class);
        producer.close();
        assertThatThrownBy(producer::initTransactions).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kafka.producer(Map.of(), new StringSerializer(), new StringSerializer()))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void callbacksRunInLaterCallsInTheOrderOfSending() {
        Producer<String, String> producer = ready("t");
        List<Long> offsets = new ArrayList<>();
        producer.beginTransaction();
        for (int i = 0; i < 3; i++) {
            producer.send(
                    new ProducerRecord<>("out", 0, "k", "v"), (metadata, thrown) -> offsets.add(metadata.offset()));
        }
        assertThat(offsets).isEmpty();
        producer.flush();

        assertThat(offsets).containsExactly(0L, 1L, 2L);
    }

    @Test
    void aMovedCoordinatorIsFoundAgain() {
        Producer<String, String> producer = ready("t");
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("out", "k", "v"));
        producer.sendOffsetsToTransaction(offset(4), groupAlone());
        kafka.moveCoordinator();
        producer.commitTransaction();
        kafka.advance(Duration.ofMillis(10));

        assertThat(committed()).isEqualTo(4);
        assertThat(read(consumer("a", "read_committed"))).containsExactly("v");
    }
}
