package io.offsetlab.byo;

import static io.offsetlab.byo.Lab.A0;
import static io.offsetlab.byo.Lab.A1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Topics that are created, grow and are deleted under a living group of the consumer protocol. */
final class LivingTopicsTest {
    private static final TopicPartition A2 = new TopicPartition("a", 2);
    private static final TopicPartition B0 = new TopicPartition("b", 0);

    private final SimulatedKafka kafka = Lab.kafka();
    private final Lab.Listening told = new Lab.Listening();

    private Consumer<String, String> member(List<String> topics, Object... more) {
        List<Object> settings = new ArrayList<>(List.of("group.protocol", "consumer"));
        settings.addAll(List.of(more));
        Consumer<String, String> member = Lab.consumer(kafka, settings.toArray());
        member.subscribe(topics, told);
        return member;
    }

    @SafeVarargs
    private static List<String> read(int seconds, Consumer<String, String>... members) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2 * seconds; i++) {
            for (Consumer<String, String> member : members) {
                values.addAll(Lab.values(member.poll(Duration.ofMillis(500 / members.length))));
            }
        }
        return values;
    }

    @Test
    void aTopicThatIsMissingIsAssignedOnceItExists() {
        Consumer<String, String> member = member(List.of("a", "b"));
        read(2, member);
        int epoch = member.groupMetadata().generationId();
        kafka.createTopic("b", 1);
        Lab.produce(kafka, B0, 1);

        assertThat(read(7, member)).containsExactly("b-0@0");
        assertThat(told.calls).containsExactly("assigned [a-0, a-1]", "assigned [b-0]");
        assertThat(member.groupMetadata().generationId()).isEqualTo(epoch + 1);
    }

    @Test
    void aTopicThatNobodySubscribesToDisturbsNobody() {
        Consumer<String, String> member = member(List.of("a"));
        read(2, member);
        int epoch = member.groupMetadata().generationId();
        kafka.createTopic("b", 1);
        read(7, member);
        kafka.deleteTopic("b");
        read(7, member);

        assertThat(told.calls).containsExactly("assigned [a-0, a-1]");
        assertThat(member.groupMetadata().generationId()).isEqualTo(epoch);
    }

    @Test
    void anAddedPartitionGoesToTheOneThatHasLessAndNothingElseMoves() {
        kafka.addPartitions("a", 3);
        Consumer<String, String> first = member(List.of("a"));
        Consumer<String, String> second = member(List.of("a"));
        read(20, first, second);
        Consumer<String, String> less = first.assignment().size() == 1 ? first : second;
        List<TopicPartition> before = new ArrayList<>(less.assignment());
        told.calls.clear();
        kafka.addPartitions("a", 4);
        TopicPartition added = new TopicPartition("a", 3);
        Lab.produce(kafka, added, 1);

        assertThat(read(12, first, second)).containsExactly("a-3@0");
        assertThat(less.assignment()).hasSize(2).containsAll(before).contains(added);
        assertThat(told.calls).containsExactly("assigned [a-3]");
    }

    @Test
    void aDeletedTopicIsRevokedAndTheOthersAreReadOn() {
        kafka.createTopic("b", 1);
        Consumer<String, String> member = member(List.of("a", "b"));
        Lab.produce(kafka, B0, 3);
        assertThat(read(2, member)).hasSize(3);
        member.commitSync();
        told.calls.clear();
        kafka.deleteTopic("b");
        Lab.produce(kafka, A0, 1);

        assertThat(read(7, member)).containsExactly("a-0@0");
        assertThat(told.calls).containsExactly("revoked [b-0]", "assigned []");
        assertThat(member.assignment()).containsExactlyInAnyOrder(A0, A1);
        assertThat(kafka.committed("g")).doesNotContainKey(B0);
    }

    /** A commit before a rebalance takes a topic that is gone for an answer (S2.20). */
    @Test
    void autoCommitHoldsNoRebalanceUpForATopicThatIsGone() {
        kafka.createTopic("b", 1);
        Consumer<String, String> member = member(List.of("a", "b"), "enable.auto.commit", "true");
        Lab.produce(kafka, B0, 3);
        Lab.produce(kafka, A0, 2);
        read(2, member);
        kafka.deleteTopic("b");
        read(7, member);

        assertThat(member.assignment()).containsExactlyInAnyOrder(A0, A1);
        assertThat(Lab.committed(kafka)).containsEntry(A0, 2L).doesNotContainKey(B0);
    }

    @Test
    void aTopicThatComesAgainIsReadFromItsBeginning() {
        kafka.createTopic("b", 1);
        Consumer<String, String> member = member(List.of("b"));
        Lab.produce(kafka, B0, 3);
        read(2, member);
        member.commitSync();
        kafka.deleteTopic("b");
        read(7, member);
        assertThat(member.assignment()).isEmpty();
        kafka.createTopic("b", 1);
        Lab.produce(kafka, B0, 2);

        assertThat(read(7, member)).containsExactly("b-0@0", "b-0@1");
        assertThat(told.calls).containsExactly("assigned [b-0]", "revoked [b-0]", "assigned []", "assigned [b-0]");
    }

    /** S8.10: what is written before the member hears of the partition is behind its end. */
    @Test
    void withLatestWhatIsWrittenBeforeTheDiscoveryIsSkipped() {
        Consumer<String, String> member = member(List.of("a"), "auto.offset.reset", "latest");
        read(2, member);
        kafka.addPartitions("a", 3);
        Lab.produce(kafka, A2, 3);
        read(7, member);
        assertThat(member.position(A2)).isEqualTo(3);
        kafka.produce("a", 2, "k", "later");
        assertThat(read(2, member)).containsExactly("later");
    }
}
