package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

/** The cluster behind the consumers: topics, records, groups, time. */
final class SimulatedKafkaTest {
    private final SimulatedKafka kafka = Lab.kafka();

    @Test
    void timeBeginsWithTheYear2026AndPassesOnlyWhenAskedTo() {
        assertThat(kafka.now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        kafka.produce("a", 0, "k", "v");
        kafka.advance(Duration.ofHours(1));
        assertThat(kafka.now()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(kafka.nowMillis()).isEqualTo(kafka.now().toEpochMilli());
    }

    @Test
    void offsetsCountUpInEachPartition() {
        assertThat(kafka.produce("a", 0, "k", "v")).isZero();
        assertThat(kafka.produce("a", 0, "k", "v")).isEqualTo(1);
        assertThat(kafka.produce("a", 1, "k", "v")).isZero();
    }

    @Test
    void topicsAreWhatAdminWouldLetThemBe() {
        assertThatThrownBy(() -> kafka.createTopic("a", 1)).isInstanceOf(TopicExistsException.class);
        assertThatThrownBy(() -> kafka.createTopic("b", 0)).isInstanceOf(InvalidPartitionsException.class);
        assertThatThrownBy(() -> kafka.createTopic("b/c", 1)).isInstanceOf(InvalidTopicException.class);
        assertThatThrownBy(() -> kafka.addPartitions("a", 1)).isInstanceOf(InvalidPartitionsException.class);
        assertThatThrownBy(() -> kafka.addPartitions("b", 1)).isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> kafka.deleteTopic("b")).isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> kafka.produce("a", 2, "k", "v")).isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> kafka.deleteRecords(A0, 1)).isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void aTopicThatGrowsIsSharedOutAnew() {
        Consumer<String, String> consumer = Lab.joined(kafka, "metadata.max.age.ms", "500");
        kafka.addPartitions("a", 3);
        for (int i = 0; i < 10; i++) {
            consumer.poll(Lab.SECOND);
        }

        assertThat(consumer.assignment()).hasSize(3);
    }

    @Test
    void deletedRecordsAreNotRead() {
        Lab.produce(kafka, A0, 5);
        kafka.deleteRecords(A0, 3);
        assertThat(Lab.values(Lab.assigned(kafka).poll(Lab.SECOND))).containsExactly("a-0@3", "a-0@4");
        kafka.deleteRecords(A0, -1);
        assertThat(Lab.assigned(kafka, "group.id", "h").poll(Lab.SECOND)).isEmpty();
    }

    @Test
    void aDeletedTopicTakesItsOffsetsWithItAndMayComeAgain() {
        Lab.produce(kafka, A0, 5);
        Consumer<String, String> consumer = Lab.assigned(kafka);
        consumer.poll(Lab.SECOND);
        consumer.commitSync();
        consumer.close();
        kafka.deleteTopic("a");
        assertThat(kafka.committed("g")).isEmpty();
        kafka.createTopic("a", 1);
        assertThat(kafka.produce("a", 0, "k", "again")).isZero();
        assertThat(Lab.values(Lab.assigned(kafka).poll(Lab.SECOND))).containsExactly("again");
    }

    @Test
    void transactionsAreReadAsTheIsolationLevelSays() {
        kafka.produceTransaction(A0, 2, false);
        kafka.produceTransaction(A0, 2, true);
        kafka.produce("a", 0, "k", "v");

        assertThat(offsets(Lab.assigned(kafka).poll(Lab.SECOND))).containsExactly(0L, 1L, 3L, 4L, 6L);
        assertThat(offsets(
                        Lab.assigned(kafka, "isolation.level", "read_committed").poll(Lab.SECOND)))
                .containsExactly(3L, 4L, 6L);
    }

    private static List<Long> offsets(ConsumerRecords<String, String> records) {
        List<Long> offsets = new ArrayList<>();
        records.forEach(record -> offsets.add(record.offset()));
        return offsets;
    }

    @Test
    void aPollMayPassOverWhatNobodyIsGiven() {
        kafka.produceTransaction(A0, 2, false);
        Consumer<String, String> consumer = Lab.assigned(kafka, "isolation.level", "read_committed");
        ConsumerRecords<String, String> records = consumer.poll(Lab.SECOND);

        assertThat(records).isEmpty();
        assertThat(records.nextOffsets().get(A0).offset()).isEqualTo(3);
        assertThat(kafka.nowMillis())
                .isLessThan(Instant.parse("2026-01-01T00:00:00.100Z").toEpochMilli());
    }

    @Test
    void compactionLeavesGaps() {
        Lab.produce(kafka, A0, 5);
        kafka.compact(A0, 1, 4);

        assertThat(Lab.values(Lab.assigned(kafka).poll(Lab.SECOND))).containsExactly("a-0@0", "a-0@4");
    }

    @Test
    void aTruncatedLogIsNoticedByThePositionBehindItsEnd() {
        Lab.produce(kafka, A0, 5);
        Consumer<String, String> consumer =
                Lab.assigned(kafka, "auto.offset.reset", "none", "metadata.max.age.ms", "500");
        consumer.seek(A0, 0);
        consumer.poll(Lab.SECOND);
        kafka.truncate(A0, 2);
        assertThat(kafka.produce("a", 0, "k", "new")).isEqualTo(2);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        consumer.poll(Lab.SECOND);
                    }
                })
                .isInstanceOfSatisfying(
                        LogTruncationException.class,
                        thrown -> assertThat(thrown.divergentOffsets().get(A0).offset())
                                .isEqualTo(2));
    }

    @Test
    void anAdministratorMeetsKafkasExceptions() {
        assertThatThrownBy(() -> kafka.deleteGroup("g")).isInstanceOf(GroupIdNotFoundException.class);
        Consumer<String, String> consumer = Lab.joined(kafka);
        assertThatThrownBy(() -> kafka.deleteGroup("g")).isInstanceOf(GroupNotEmptyException.class);
        assertThatThrownBy(() -> kafka.alterOffsets("g", Lab.offset(A0, 1)))
                .isInstanceOf(UnknownMemberIdException.class);
        assertThatThrownBy(() -> kafka.deleteOffsets("g", Set.of(A0)))
                .isInstanceOf(GroupSubscribedToTopicException.class);
        consumer.close();

        kafka.alterOffsets("g", Lab.offset(A0, 1));
        assertThat(Lab.committed(kafka)).containsEntry(A0, 1L);
        kafka.deleteOffsets("g", Set.of(A0));
        assertThat(kafka.committed("g")).isEmpty();
        kafka.deleteGroup("g");
        assertThatThrownBy(() -> kafka.alterOffsets("g", Lab.offset(new TopicPartition("none", 0), 1)))
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void offsetsOfAGroupWithoutMembersExpire() {
        Consumer<String, String> consumer = Lab.joined(kafka);
        consumer.commitSync(Lab.offset(A0, 0));
        consumer.close();
        kafka.advance(Duration.ofDays(6));
        assertThat(kafka.committed("g")).containsKey(A0);
        kafka.advance(Duration.ofDays(2));
        assertThat(kafka.committed("g")).isEmpty();
    }

    @Test
    void equalCallsGiveEqualDigestsAndFactsAreTold() {
        List<Fact> facts = new ArrayList<>();
        assertThat(run(1, facts)).isEqualTo(run(1, new ArrayList<>())).isNotEqualTo(run(2, new ArrayList<>()));
        assertThat(facts).isNotEmpty();
    }

    private static String run(long seed, List<Fact> facts) {
        SimulatedKafka kafka = SimulatedKafka.builder()
                .seed(seed)
                .latency(Duration.ofMillis(1))
                .jitter(Duration.ofMillis(5))
                .observe(facts::add)
                .build();
        kafka.createTopic("a", 2);
        Consumer<String, String> consumer = Lab.joined(kafka);
        Lab.produce(kafka, A1, 10);
        consumer.poll(Lab.SECOND);
        consumer.commitSync();
        kafka.close();
        return kafka.digest();
    }

    @Test
    void askingForTopicsIsTracedAsWhatItIs() {
        List<Fact> facts = new ArrayList<>();
        SimulatedKafka observed = SimulatedKafka.builder().observe(facts::add).build();
        observed.createTopic("a", 1);
        Consumer<String, String> consumer = Lab.consumer(observed);
        consumer.listTopics();
        consumer.partitionsFor("a");
        consumer.endOffsets(List.of(A0));
        assertThat(facts.stream()
                        .filter(CallFact.CallEntered.class::isInstance)
                        .map(fact -> ((CallFact.CallEntered) fact).call()))
                .containsExactly(CallKind.LIST_TOPICS, CallKind.LIST_TOPICS, CallKind.LIST_OFFSETS);
    }

    @Test
    void onlyConsumersOfThisClusterCanBeHarmed() {
        assertThatThrownBy(() -> kafka.kill(new MockConsumer<>("earliest")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found org.apache.kafka.clients.consumer.MockConsumer, allowed is a consumer that this"
                        + " SimulatedKafka has made");
        assertThatThrownBy(() -> kafka.cut(Lab.consumer(Lab.kafka()))).isInstanceOf(IllegalArgumentException.class);
    }
}
