package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.log.WrittenLog;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

/** How an application chooses what it reads, with a group and without. */
final class ChoiceTest {
    private final Lab lab = Lab.written(1, 3);

    private void create(String topic, long records) {
        WrittenLog log = new WrittenLog(lab.logs.size(), lab.facts::add);
        lab.partitions.add(new TopicPartition(topic, 0));
        lab.logs.add(log);
        log.append(records, 0, lab.simulation.now());
    }

    /** S1.26. */
    @Test
    void withoutAGroupWhatConcernsTheGroupIsRefused() {
        Client client = lab.applicationWithoutGroup().client;
        client.assign(new int[] {0});

        assertThatExceptionOfType(InvalidGroupIdException.class).isThrownBy(() -> client.commitSync(null, SECOND));
        assertThatExceptionOfType(InvalidGroupIdException.class).isThrownBy(() -> client.commitAsync(null, "tag"));
        assertThatExceptionOfType(InvalidGroupIdException.class).isThrownBy(() -> client.committed(List.of(0), SECOND));
        assertThatExceptionOfType(InvalidGroupIdException.class).isThrownBy(() -> client.subscribe(List.of("t")));
        assertThatIllegalStateException().isThrownBy(client::enforceRebalance);
    }

    /** S1.26. */
    @Test
    void withoutAGroupAutoCommitIsOffAndReadingStartsByTheResetPolicy() {
        Application reader = lab.applicationWithoutGroup();
        reader.client.assign(new int[] {0});

        assertThat(reader.client.context().config().autoCommit()).isFalse();
        assertThat(reader.pollRecords()).isEqualTo("0@0-2");
    }

    /** S1.27. */
    @Test
    void topicsPatternAndPartitionsExcludeEachOtherUntilUnsubscribe() {
        Application reader = lab.application().subscribe();
        String words = "Subscription to topics, partitions and pattern are mutually exclusive";
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.client.assign(new int[] {0}))
                .withMessage(words);
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.client.subscribe(topic -> true))
                .withMessage(words);

        reader.await(reader.client.unsubscribe());
        reader.client.assign(new int[] {0});
        assertThat(reader.pollRecords()).isEqualTo("0@0-2");
    }

    /** S1.27. */
    @Test
    void pollingWithoutAnyChoiceIsRefused() {
        Application reader = lab.application();
        assertThatIllegalStateException().isThrownBy(() -> reader.client.poll(0, false));
    }

    /** S4.25. */
    @Test
    void aPatternFindsTopicsThatComeLater() {
        Application reader = lab.application();
        reader.client.subscribe(topic -> topic.startsWith("t"));
        assertThat(reader.pollRecords()).isEqualTo("0@0-2");
        reader.commitSync(null);
        create("other", 1);
        create("tt", 2);

        assertThat(reader.pollRecords()).isEqualTo("2@0-1");
        assertThat(reader.callbacks).containsExactly("assigned [0]", "revoked [0]", "assigned [0, 2]");
    }

    /** S4.25. */
    @Test
    void aPatternThatMatchesNothingIsASubscriptionToNothing() {
        Application reader = lab.application();
        reader.client.subscribe(topic -> topic.startsWith("x"));
        assertThat(reader.poll(SECOND)).isEmpty();
        assertThat(reader.callbacks).containsExactly("assigned []");
    }

    /** S4.25. */
    @Test
    void subscribingToTheSameTopicsAgainJoinsNothing() {
        Application reader = lab.application().subscribe();
        reader.pollRecords();
        reader.client.subscribe(List.of("t"));
        reader.poll(SECOND);

        assertThat(reader.callbacks).containsExactly("assigned [0]");
    }

    /** S1.3, S2.12. */
    @Test
    void afterASubscriptionToOthersNothingMoreOfTheOldTopicIsHandedOut() {
        create("u", 1);
        Application reader = lab.application("max.poll.records", "1", "enable.auto.commit", "true")
                .subscribe();
        assertThat(reader.pollRecords()).isEqualTo("0@0-0");
        reader.client.subscribe(List.of("u"));

        assertThat(reader.client.positions().assigned()).containsExactly(0);
        assertThat(reader.pollRecords()).isEqualTo("1@0-0");
        assertThat(lab.commitsSent()).containsExactly("AUTO_REBALANCE {0=1}");
    }

    /** S4.25, S7.8. */
    @Test
    void aTopicThatIsMissingIsLookedForAgainSoon() {
        Application reader = lab.application("retry.backoff.ms", "50");
        reader.client.context().metadata().watch(lab::exists, 300 * SECOND);
        reader.client.subscribe(List.of("later"));
        reader.poll(SECOND);
        create("later", 1);

        assertThat(reader.pollRecords()).isEqualTo("1@0-0");
        assertThat(lab.simulation.now()).isLessThan(5 * SECOND);
    }

    @Test
    void thePartitionsThatAreThereAreListedByName() {
        create("a", 0);
        Application reader = lab.application();
        Object listed = reader.await(reader.client.partitions(SECOND));
        assertThat((int[]) listed).containsExactly(1, 0);
        assertThat(lab.simulation.now()).isEqualTo(4 * MS);
    }
}
