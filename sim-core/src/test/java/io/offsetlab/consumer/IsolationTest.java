package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import org.junit.jupiter.api.Test;

/** What a consumer is given of a log with finished transactions, and where its position stands. */
final class IsolationTest {
    private final Lab lab = Lab.written(1, 0);

    IsolationTest() {
        lab.written(0).appendTransaction(2, true, 0, 0);
        lab.written(0).append(1, 0, 0);
        lab.written(0).appendTransaction(1, false, 0, 0);
    }

    private Application reader(String isolation) {
        return lab.application("isolation.level", isolation).subscribe();
    }

    /** S8.17, S8.18. */
    @Test
    void recordsOfAbortedTransactionsAreForThoseWhoReadUncommitted() {
        Application first = reader("read_committed");
        assertThat(first.pollRecords()).isEqualTo("0@0-1 0@3-3");
        first.close();
        assertThat(reader("read_uncommitted").pollRecords()).isEqualTo("0@0-1 0@3-4");
    }

    /** S1.8, S8.18. */
    @Test
    void thePositionPassesControlRecordsAtEitherLevel() {
        Application reader = reader("read_committed");
        reader.pollRecords();
        assertThat(reader.client.positions().position(0)).isEqualTo(6);
        reader.commitSync(null);
        assertThat(lab.committed(0)).isEqualTo(6);
    }

    /** S1.8. */
    @Test
    void aPollThatEndsBeforeAControlRecordStandsOnIt() {
        Application reader = lab.application("max.poll.records", "2").subscribe();
        assertThat(reader.pollRecords()).isEqualTo("0@0-1");
        assertThat(reader.client.positions().position(0)).isEqualTo(2);
    }

    /** S1.10. */
    @Test
    void aPollReturnsEarlyAndEmptyWhenOnlyThePositionMoved() {
        Application reader = reader("read_committed");
        reader.pollRecords();
        lab.written(0).appendTransaction(3, false, 0, 0);
        lab.broker.contentChanged();
        long before = lab.simulation.now();

        assertThat(reader.poll(10 * SECOND)).isEmpty();
        assertThat(lab.simulation.now() - before).isLessThan(SECOND);
        assertThat(reader.client.positions().position(0)).isEqualTo(10);
    }

    /** S8.19, S1.17. */
    @Test
    void whatIsCommittedInsideAGapIsReadOnFromTheNextRecord() {
        lab.written(0).append(5, 0, 0);
        lab.written(0).compactAway(7, 10, 0);
        Application committer = lab.application();
        committer.client.assign(new int[] {0});
        committer.commitSync(Offsets.of(0, 8));

        assertThat(reader("read_committed").pollRecords()).isEqualTo("0@10-10");
    }
}
