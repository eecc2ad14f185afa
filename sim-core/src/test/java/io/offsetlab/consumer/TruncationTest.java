package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import java.util.List;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Positions and commits across a change of a partition's leader. */
final class TruncationTest {
    private final Lab lab = Lab.written(1, 10);

    private Application reader(String reset) {
        return lab.application("auto.offset.reset", reset).subscribe();
    }

    private Application readerOfAll(String reset) {
        Application reader = reader(reset);
        reader.pollRecords();
        return reader;
    }

    private void electAnUncleanLeader() {
        lab.written(0).truncate(6);
        lab.written(0).append(4, 0, 0);
        lab.broker.contentChanged();
    }

    /** S8.15. */
    @Test
    void aPositionBehindTheEndOfItsEpochGoesBackToIt() {
        Application reader = readerOfAll("earliest");
        electAnUncleanLeader();
        assertThat(reader.pollRecords()).isEqualTo("0@6-9");
    }

    /** S8.15. */
    @Test
    void withoutAResetPolicyATruncationIsAnException() {
        Application reader = lab.application("auto.offset.reset", "none");
        reader.client.assign(new int[] {0});
        reader.client.seek(0, 0);
        reader.pollRecords();
        electAnUncleanLeader();

        assertThatExceptionOfType(LogTruncationException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 20; i++) {
                        reader.poll(100 * MS);
                    }
                })
                .satisfies(thrown -> assertThat(thrown.divergentOffsets()
                                .get(new TopicPartition("t", 0))
                                .offset())
                        .isEqualTo(6));
        assertThat(reader.client.positions().position(0)).isEqualTo(10);
    }

    /** S8.15. */
    @Test
    void aPositionWithoutAnEpochIsNotValidated() {
        Application reader = readerOfAll("earliest");
        reader.client.seek(0, 10);
        electAnUncleanLeader();
        lab.append(0);

        assertThat(reader.pollRecords()).isEqualTo("0@10-10");
    }

    /** S8.15. */
    @Test
    void aChangeOfLeaderThatLosesNothingIsNotNoticed() {
        Application reader = readerOfAll("earliest");
        lab.written(0).changeLeader();
        lab.append(0);

        assertThat(reader.pollRecords()).isEqualTo("0@10-10");
    }

    /** S1.14, S7.2. */
    @Test
    void aCommitOfWhatWasReadCarriesItsLeaderEpochAndOneOfABareSeekDoesNot() {
        lab.written(0).changeLeader();
        lab.append(0);
        Application reader = readerOfAll("earliest");
        reader.commitSync(null);
        assertThat(lab.coordinator.stored(0)).isEqualTo(new Answer.Stored(11, 1, ""));

        reader.client.seek(0, 3);
        reader.commitSync(null);
        assertThat(lab.coordinator.stored(0)).isEqualTo(new Answer.Stored(3, -1, ""));
    }

    /** S1.29. */
    @Test
    void aCommittedPositionIsValidatedBeforeItIsReadFrom() {
        Application first = readerOfAll("earliest");
        first.commitSync(null);
        first.close();
        electAnUncleanLeader();

        assertThat(reader("latest").pollRecords()).isEqualTo("0@6-9");
    }

    /** S8.16. */
    @Test
    void anEpochThatTheLogHasForgottenSendsThePositionThroughTheResetPolicy() {
        Application committer = lab.application();
        committer.client.assign(new int[] {0});
        committer.commitSync(Offsets.of(new int[] {0}, new long[] {10}, null, new int[] {7}));

        assertThat(reader("earliest").pollRecords()).isEqualTo("0@0-9");
    }

    /** S8.15, S1.14. */
    @Test
    void aPositionThatAwaitsValidationIsNotCommitted() {
        Application reader = readerOfAll("earliest");
        reader.client.seek(0, 4, 0);
        reader.commitSync(null);

        assertThat(lab.committed(0)).isEqualTo(-1);
        reader.await(reader.client.position(0, SECOND));
        reader.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(4);
        assertThat(List.of(lab.coordinator.stored(0))).containsExactly(new Answer.Stored(4, 0, ""));
    }
}
