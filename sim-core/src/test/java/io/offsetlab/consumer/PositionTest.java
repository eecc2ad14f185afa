package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import java.util.List;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Where reading starts, and how a position moves otherwise than by reading. */
final class PositionTest {
    private final Lab lab = new Lab(1, 10);

    private Application assigned(String reset) {
        Application reader = lab.application("auto.offset.reset", reset);
        reader.client.assign(new int[] {0});
        return reader;
    }

    private static Object position(Application reader) {
        return reader.await(reader.client.position(0, Application.API_TIMEOUT));
    }

    private List<ResetCause> resets() {
        return lab.facts(RecordFact.ResetExplicit.class).stream()
                .map(RecordFact.ResetExplicit::cause)
                .toList();
    }

    /** S1.5. */
    @Test
    void theCommittedOffsetWins() {
        assigned("earliest").commitSync(Offsets.of(0, 4));

        assertThat(position(assigned("latest"))).isEqualTo(4L);
        assertThat(resets()).isEmpty();
    }

    /** S8.1. */
    @Test
    void withoutACommitTheResetPolicyDecides() {
        lab.scheduled(0).deleteBelow(3, 0);

        assertThat(position(assigned("earliest"))).isEqualTo(3L);
        assertThat(position(assigned("latest"))).isEqualTo(10L);
        assertThat(resets()).containsOnly(ResetCause.NOTHING_COMMITTED);
    }

    /** S8.4. */
    @Test
    void withoutACommitAndWithoutAPolicyPollAndPositionThrow() {
        Application reader = assigned("none");
        assertThatExceptionOfType(NoOffsetForPartitionException.class).isThrownBy(() -> reader.poll(SECOND));
        assertThatExceptionOfType(NoOffsetForPartitionException.class).isThrownBy(() -> position(reader));
        reader.client.seek(0, 7);
        assertThat(reader.pollRecords()).isEqualTo("0@7-9");
    }

    /** S8.3. */
    @Test
    void aPositionOutOfRangeIsResetByPolicy() {
        Application reader = assigned("earliest");
        reader.client.seek(0, 50);
        assertThat(reader.pollRecords()).isEqualTo("0@0-9");
        assertThat(resets()).containsExactly(ResetCause.SEEK, ResetCause.OUT_OF_RANGE);
    }

    /** S8.14. */
    @Test
    void whatRetentionTookFromUnderTheCommittedOffsetIsJumpedOver() {
        assigned("earliest").commitSync(Offsets.of(0, 2));
        lab.scheduled(0).deleteBelow(4, lab.simulation.now());

        assertThat(assigned("earliest").pollRecords()).isEqualTo("0@4-9");
    }

    /** S8.4: the position stays where it is. */
    @Test
    void withoutAPolicyAPositionOutOfRangeThrowsInEachPoll() {
        Application reader = assigned("none");
        reader.client.seek(0, 50);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(OffsetOutOfRangeException.class)
                    .isThrownBy(reader::pollRecords)
                    .satisfies(thrown ->
                            assertThat(thrown.offsetOutOfRangePartitions()).containsValue(50L));
        }
        assertThat(position(reader)).isEqualTo(50L);
    }

    /** S8.7. */
    @Test
    void seekingToAnEndIsCarriedOutLater() {
        Application reader = assigned("earliest");
        reader.client.seekToEnds(new int[] {0}, false);
        lab.scheduled(0).append(2, lab.simulation.now());
        assertThat(reader.poll(SECOND)).isEmpty();
        assertThat(position(reader)).isEqualTo(12L);
        reader.client.seekToEnds(new int[] {0}, true);
        assertThat(position(reader)).isEqualTo(0L);
    }

    /** S1.15. */
    @Test
    void aSoughtPositionCanBeCommittedWithoutAPoll() {
        Application reader = assigned("earliest");
        reader.client.seek(0, 6);
        reader.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(6);
    }

    /** S8.6. */
    @Test
    void onlyWhatIsAssignedCanBeSought() {
        Application reader = lab.application();
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.client.seek(0, 6))
                .withMessage("No current assignment for partition t-0");
        reader.client.assign(new int[] {0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.client.seek(0, -1))
                .withMessage("seek offset must not be a negative number");
    }

    /** S1.28. */
    @Test
    void positionGivesUpWhenItsTimeIsOver() {
        Application reader = assigned("earliest");
        reader.cutOff(100 * SECOND);
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> reader.await(reader.client.position(0, 2 * SECOND)));
        assertThat(lab.simulation.now()).isEqualTo(2 * SECOND);
    }

    /** S1.23. */
    @Test
    void committedAsksTheCoordinatorAlsoForWhatIsNotAssigned() {
        assigned("earliest").commitSync(Offsets.of(0, 4));
        Application asking = lab.application();

        assertThat(asking.await(asking.client.committed(List.of(0), SECOND)))
                .isEqualTo(List.of(new Answer.Stored(4, -1, "")));
    }

    /** S1.27. */
    @Test
    void aSubscriptionExcludesAssignment() {
        Application reader = lab.application().subscribe();
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.client.assign(new int[] {0}))
                .withMessageContaining("mutually exclusive");
    }
}
