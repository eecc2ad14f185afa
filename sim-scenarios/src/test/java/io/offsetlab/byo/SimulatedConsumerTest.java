package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What each method of the consumer does when all goes well. */
final class SimulatedConsumerTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @Test
    void aRecordComesWithAllThatKafkaTellsOfIt() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("h", new byte[] {1});
        StringSerializer strings = new StringSerializer();
        kafka.produce(new ProducerRecord<>("a", 0, 5L, "key", "value", headers), strings, strings);
        ConsumerRecord<String, String> record =
                Lab.assigned(kafka).poll(Lab.SECOND).iterator().next();

        assertThat(record.key()).isEqualTo("key");
        assertThat(record.value()).isEqualTo("value");
        assertThat(record.offset()).isZero();
        assertThat(record.timestamp()).isEqualTo(5);
        assertThat(record.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
        assertThat(record.serializedKeySize()).isEqualTo(3);
        assertThat(record.serializedValueSize()).isEqualTo(5);
        assertThat(record.headers().lastHeader("h").value()).containsExactly(1);
        assertThat(record.leaderEpoch()).contains(0);
    }

    @Test
    void aNullKeyIsNotDeserialized() {
        kafka.produce("a", 0, null, null);
        ConsumerRecord<String, String> record =
                Lab.assigned(kafka).poll(Lab.SECOND).iterator().next();

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.serializedKeySize()).isEqualTo(ConsumerRecord.NULL_SIZE);
    }

    @Test
    void aPollEndsAtItsTimeOutOrWithTheFirstRecords() {
        Consumer<String, String> consumer = Lab.assigned(kafka);
        long started = kafka.nowMillis();
        assertThat(consumer.poll(Lab.SECOND)).isEmpty();
        assertThat(kafka.nowMillis() - started).isEqualTo(1000);

        Lab.produce(kafka, A0, 600);
        ConsumerRecords<String, String> records = consumer.poll(Lab.SECOND);
        assertThat(records.count()).isEqualTo(500);
        assertThat(records.nextOffsets())
                .hasEntrySatisfying(A0, next -> assertThat(next.offset()).isEqualTo(500));
        assertThat(kafka.nowMillis() - started).isLessThan(1010);
    }

    @Test
    void seekMovesThePositionAndSoDoesSeekingToTheEnds() {
        Lab.produce(kafka, A0, 5);
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.seek(A0, 3);
        assertThat(Lab.values(consumer.poll(Lab.SECOND))).containsExactly("a-0@3", "a-0@4");
        consumer.seek(A0, new OffsetAndMetadata(4));
        assertThat(consumer.position(A0)).isEqualTo(4);
        consumer.seekToBeginning(List.of());
        assertThat(consumer.position(A0)).isZero();
        consumer.seekToEnd(List.of(A0));
        assertThat(consumer.position(A0, Lab.SECOND)).isEqualTo(5);
    }

    @Test
    void pausedPartitionsHandNothingOutUntilTheyAreResumed() {
        Lab.produce(kafka, A0, 1);
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.pause(List.of(A0));
        assertThat(consumer.paused()).containsExactly(A0);
        assertThat(consumer.poll(Lab.SECOND)).isEmpty();
        consumer.resume(List.of(A0));
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.poll(Lab.SECOND)).hasSize(1);
    }

    @Test
    void commitsAreReadBackWithMetadata() {
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.commitSync(Map.of(A0, new OffsetAndMetadata(7, "so far")));

        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(A0, A1));
        assertThat(committed)
                .containsEntry(A0, new OffsetAndMetadata(7, "so far"))
                .containsEntry(A1, null);
        assertThat(kafka.committed("g")).containsExactly(Map.entry(A0, new OffsetAndMetadata(7, "so far")));
    }

    @Test
    void callbacksOfCommitAsyncRunInALaterCall() {
        Lab.produce(kafka, A0, 1);
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.poll(Lab.SECOND);
        List<String> called = new ArrayList<>();
        OffsetCommitCallback callback = (offsets, exception) -> called.add(offsets.keySet() + " " + exception);
        consumer.commitAsync(callback);
        consumer.commitAsync(Lab.offset(A0, 0), callback);
        consumer.commitAsync();
        kafka.advance(Lab.SECOND);
        assertThat(called).isEmpty();
        consumer.poll(Duration.ZERO);

        assertThat(called).containsExactly("[a-0] null", "[a-0] null");
        assertThat(Lab.committed(kafka)).containsEntry(A0, 1L);
    }

    @Test
    void whatACommitCallbackThrowsComesOutOfTheCallAsItIs() {
        Lab.produce(kafka, A0, 3);
        Consumer<String, String> consumer = Lab.assigned(kafka);
        OffsetCommitCallback throwing = (offsets, exception) -> {
            throw new IllegalCallerException("mine");
        };
        consumer.commitAsync(Lab.offset(A0, 0), throwing);
        kafka.advance(Lab.SECOND);
        assertThatThrownBy(() -> consumer.poll(Lab.SECOND)).isInstanceOf(IllegalCallerException.class);
        consumer.commitAsync(Lab.offset(A0, 0), throwing);
        assertThatThrownBy(consumer::commitSync).isInstanceOf(IllegalCallerException.class);

        assertThat(consumer.poll(Lab.SECOND)).hasSize(3);
    }

    @Test
    void theEndsOfLogsAreAskedFor() {
        Lab.produce(kafka, A0, 5);
        kafka.deleteRecords(A0, 2);
        Consumer<String, String> consumer = Lab.consumer(kafka);

        assertThat(consumer.beginningOffsets(List.of(A0, A1)))
                .containsEntry(A0, 2L)
                .containsEntry(A1, 0L);
        assertThat(consumer.endOffsets(List.of(A0, A1))).containsEntry(A0, 5L).containsEntry(A1, 0L);
        assertThat(consumer.endOffsets(List.of())).isEmpty();
    }

    @Test
    void offsetsAreFoundByTime() {
        for (int i = 0; i < 5; i++) {
            kafka.produce("a", 0, 1000L * i, null, new byte[0], null);
        }
        Map<TopicPartition, OffsetAndTimestamp> found = Lab.consumer(kafka).offsetsForTimes(Map.of(A0, 1500L, A1, 0L));

        assertThat(found.get(A0).offset()).isEqualTo(2);
        assertThat(found.get(A0).timestamp()).isEqualTo(2000);
        assertThat(found).containsEntry(A1, null);
    }

    @Test
    void theLagIsKnownOnceTheEndWasSeen() {
        Lab.produce(kafka, A0, 5);
        Consumer<String, String> consumer = Lab.assigned(kafka, "max.poll.records", "2");
        assertThat(consumer.currentLag(A0)).isEqualTo(OptionalLong.empty());
        consumer.poll(Lab.SECOND);

        assertThat(consumer.currentLag(A0)).isEqualTo(OptionalLong.of(3));
    }

    @Test
    void topicsAndTheirPartitionsAreListed() {
        kafka.createTopic("b", 1);
        Consumer<String, String> consumer = Lab.consumer(kafka);

        assertThat(consumer.listTopics().keySet()).containsExactlyInAnyOrder("a", "b");
        assertThat(consumer.partitionsFor("a")).hasSize(2);
        assertThat(consumer.partitionsFor("b").get(0).leader().id()).isZero();
        assertThat(consumer.partitionsFor("none")).isEmpty();

        consumer.assign(List.of(A0));
        Instant before = kafka.now();
        assertThat(consumer.partitionsFor("a")).hasSize(2);
        assertThat(kafka.now()).isEqualTo(before);
    }

    @Test
    void subscriptionAndAssignmentSayWhatIsInForce() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        assertThat(consumer.subscription()).containsExactly("a");
        assertThat(consumer.assignment()).containsExactly(A0, A1);
        consumer.unsubscribe();
        assertThat(consumer.subscription()).isEmpty();
        assertThat(consumer.assignment()).isEmpty();
        consumer.assign(List.of(A1));
        assertThat(consumer.subscription()).isEmpty();
        assertThat(consumer.assignment()).containsExactly(A1);
        consumer.assign(Collections.emptyList());
        assertThat(consumer.assignment()).isEmpty();
    }

    @Test
    void aPatternFindsTopicsThatComeLater() {
        Consumer<String, String> consumer = Lab.consumer(kafka, "metadata.max.age.ms", "500");
        consumer.subscribe(Pattern.compile("orders-.*"));
        consumer.poll(Lab.SECOND);
        assertThat(consumer.assignment()).isEmpty();
        kafka.createTopic("orders-x", 1);
        for (int i = 0; i < 10; i++) {
            consumer.poll(Lab.SECOND);
        }

        assertThat(consumer.subscription()).containsExactly("orders-x");
        assertThat(consumer.assignment()).containsExactly(new TopicPartition("orders-x", 0));
    }

    @Test
    void groupMetadataIsThatOfTheLastJoin() {
        Consumer<String, String> consumer = Lab.joined(kafka);

        assertThat(consumer.groupMetadata().groupId()).isEqualTo("g");
        assertThat(consumer.groupMetadata().generationId()).isEqualTo(1);
        assertThat(consumer.groupMetadata().memberId()).startsWith("consumer-g-1-");
        assertThat(consumer.groupMetadata().groupInstanceId()).isEmpty();
    }

    @Test
    void anEnforcedRebalanceMakesTheNextGeneration() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.enforceRebalance("because");
        consumer.enforceRebalance();
        for (int i = 0; i < 5; i++) {
            consumer.poll(Duration.ofMillis(20));
        }

        assertThat(consumer.groupMetadata().generationId()).isEqualTo(2);
    }

    @Test
    void aWakeupEndsTheNextPollAndOnlyThat() {
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.wakeup();
        assertThatThrownBy(() -> consumer.poll(Lab.SECOND)).isInstanceOf(WakeupException.class);
        assertThat(consumer.poll(Lab.SECOND)).isEmpty();
    }

    @Test
    void aConsumerWithoutGroupReadsByHand() {
        Lab.produce(kafka, A0, 2);
        Consumer<String, String> consumer = Lab.assigned(kafka, "group.id", "");

        assertThat(consumer.poll(Lab.SECOND)).hasSize(2);
        consumer.close();
    }
}
