package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offsetlab.trace.RecordFact;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** What a poll hands out, and when it returns. */
final class PollTest {

    private static Application reader(Lab lab, String... settings) {
        return lab.application(settings).subscribe();
    }

    /** S1.7: measured with 3 partitions of 5 records and at most 4 a poll. */
    @Test
    void oneBlockIsEmptiedBeforeTheNextAndAPollMaySpanSeveral() {
        Application reader = reader(new Lab(3, 5), "max.poll.records", "4");
        List<String> polls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            polls.add(reader.pollRecords());
        }
        assertThat(polls).containsExactly("0@0-3", "0@4-4 1@0-2", "1@3-4 2@0-1", "2@2-4");
        assertThat(reader.poll(SECOND)).isEmpty();
    }

    /** S1.7. */
    @Test
    void aPartitionThatYieldedRecordsComesLastInTheNextFetch() {
        Lab lab = new Lab(2, 0);
        Application reader = reader(lab);
        reader.pollRecords();
        lab.append(0);
        assertThat(reader.pollRecords()).isEqualTo("0@0-0");
        lab.append(0, 1);
        assertThat(reader.pollRecords()).isEqualTo("1@0-0 0@1-1");
    }

    /** S1.6. */
    @Test
    void whatIsNotHandedOutStaysInTheBufferAndIsNotFetchedAgain() {
        Lab lab = new Lab(1, 10);
        Application reader = reader(lab, "max.poll.records", "3");
        reader.pollRecords();
        assertThat(reader.poll(0)).isEqualTo("0@3-5");
        assertThat(reader.poll(0)).isEqualTo("0@6-8");

        assertThat(lab.facts(RecordFact.Fetched.class)).hasSize(1);
    }

    /** S1.8. */
    @Test
    void thePositionMovesWhenRecordsAreHandedOut() {
        Application reader = reader(new Lab(1, 10), "max.poll.records", "3");
        reader.pollRecords();
        assertThat(reader.client.positions().position(0)).isEqualTo(3);
    }

    /** S1.12. */
    @Test
    void aPollThatHandsOutTheLastOfTheBufferFetchesAhead() {
        Lab lab = new Lab(1, 4);
        Application reader = reader(lab);
        reader.pollRecords();
        lab.append(0);
        lab.pass(100 * MS);

        assertThat(reader.poll(0)).isEqualTo("0@4-4");
    }

    @Test
    void anEmptyPollReturnsWhenItsTimeIsOver() {
        Lab lab = new Lab(1, 0);
        Application reader = reader(lab);
        reader.pollRecords();
        long before = lab.simulation.now();
        assertThat(reader.poll(700 * MS)).isEmpty();
        assertThat(lab.simulation.now()).isEqualTo(before + 700 * MS);
        assertThat(reader.poll(0)).isEmpty();
        assertThat(lab.simulation.now()).isEqualTo(before + 700 * MS);
    }

    @Test
    void aPollEndsAsSoonAsRecordsHaveCome() {
        Lab lab = new Lab(1, 0);
        Application reader = reader(lab);
        reader.pollRecords();
        long before = lab.simulation.now();
        Call poll = reader.client.poll(10 * SECOND, false);
        lab.pass(500 * MS);
        lab.append(0);
        reader.await(poll);

        assertThat(lab.simulation.now()).isBetween(before + 500 * MS, before + 505 * MS);
    }

    /** S10.2. */
    @Test
    void aWakeupEndsThePollThatIsWaitingAndNoOther() {
        Lab lab = new Lab(1, 0);
        Application reader = reader(lab);
        reader.pollRecords();
        Call poll = reader.client.poll(10 * SECOND, false);
        lab.pass(SECOND);
        long wokenAt = lab.simulation.now();
        reader.client.wakeup();

        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> reader.await(poll));
        assertThat(lab.simulation.now()).isEqualTo(wokenAt);
        assertThat(reader.poll(0)).isEmpty();
    }

    /** S10.2, S10.3: there is one flag, so two calls are one exception. */
    @Test
    void aWakeupBeforeThePollIsThrownEvenByPollWithoutTime() {
        Application reader = reader(new Lab(1, 3));
        reader.client.wakeup();
        reader.client.wakeup();

        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> reader.poll(0));
        assertThat(reader.pollRecords()).isEqualTo("0@0-2");
    }

    /** S10.4. */
    @Test
    void aWakeupInTheMiddleOfAJoinDoesNotEndTheJoin() {
        Lab lab = new Lab(1, 3);
        Application reader = reader(lab);
        reader.poll(3 * MS);
        reader.client.wakeup();
        assertThatExceptionOfType(WakeupException.class).isThrownBy(() -> reader.poll(0));

        assertThat(reader.pollRecords()).isEqualTo("0@0-2");
        assertThat(lab.coordinator.currentGeneration()).isEqualTo(1);
    }

    /** S1.11, S8.6. */
    @Test
    void aSeekMakesTheBufferStale() {
        Application reader = reader(new Lab(1, 10), "max.poll.records", "3");
        reader.pollRecords();
        reader.client.seek(0, 8);
        assertThat(reader.pollRecords()).isEqualTo("0@8-9");
        reader.client.seek(0, 2);
        assertThat(reader.pollRecords()).isEqualTo("0@2-4");
    }

    /** S8.13. */
    @Test
    void aPausedPartitionKeepsItsPlace() {
        Application reader = reader(new Lab(2, 4));
        assertThat(reader.pollRecords()).isEqualTo("0@0-3 1@0-3");
        reader.client.seek(0, 1);
        reader.client.seek(1, 1);
        reader.client.pause(new int[] {0});
        assertThat(reader.pollRecords()).isEqualTo("1@1-3");
        reader.client.resume(new int[] {0});
        assertThat(reader.pollRecords()).isEqualTo("0@1-3");
    }

    @Test
    void theSmallestFetchBringsOneRecord() {
        Application reader = reader(new Lab(1, 3), "max.partition.fetch.bytes", "1");
        assertThat(reader.pollRecords()).isEqualTo("0@0-0");
        assertThat(reader.pollRecords()).isEqualTo("0@1-1");
    }

    @Test
    void afterCloseNothingCanBeCalled() {
        Application reader = reader(new Lab(1, 3));
        reader.pollRecords();
        reader.close();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> reader.poll(0))
                .withMessage("This consumer has already been closed.");
    }
}
