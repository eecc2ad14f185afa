package io.offsetlab.consumer;

import static io.offsetlab.consumer.Lab.MS;
import static io.offsetlab.consumer.Lab.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What auto-commit commits, and when. S-numbers are rules of the semantics that the engine models. */
final class AutoCommitTest {
    private final Lab lab = new Lab(1, 10);

    private Application reader() {
        return lab.application(
                        "enable.auto.commit", "true",
                        "auto.commit.interval.ms", "1500",
                        "max.poll.records", "2")
                .subscribe();
    }

    /** S2.2. */
    @Test
    void aPollCommitsThePositionsThatThePreviousPollLeft() {
        Application reader = reader();
        assertThat(reader.pollRecords()).isEqualTo("0@0-1");
        lab.pass(2500 * MS);
        assertThat(lab.commitsSent()).isEmpty();

        assertThat(reader.poll(SECOND)).isEqualTo("0@2-3");
        lab.pass(10 * MS);
        assertThat(lab.committed(0)).isEqualTo(2);

        assertThat(reader.poll(SECOND)).isEqualTo("0@4-5");
        lab.pass(10 * MS);
        assertThat(lab.committed(0)).isEqualTo(2);
    }

    /** S2.2. */
    @Test
    void aSeekMovesWhatTheNextPollCommitsAlsoBackwards() {
        Application reader = reader();
        reader.pollRecords();
        reader.pollRecords();
        lab.pass(1600 * MS);
        reader.client.seek(0, 1);
        reader.poll(SECOND);
        lab.pass(10 * MS);

        assertThat(lab.committed(0)).isEqualTo(1);
        reader.close();
        assertThat(lab.committed(0)).isEqualTo(3);
    }

    /** S2.3. */
    @Test
    void withoutAPollNothingIsCommittedHoweverLongItTakes() {
        Application reader = reader();
        reader.pollRecords();
        lab.pass(200 * SECOND);

        assertThat(lab.commitsSent()).isEmpty();
        assertThat(lab.committed(0)).isEqualTo(-1);
    }

    /** S2.4. */
    @Test
    void aFailedAutoCommitIsTriedAgainAfterRetryBackoff() {
        Application reader = reader();
        reader.pollRecords();
        lab.pass(1600 * MS);
        lab.coordinator.move(0);
        reader.poll(0);
        assertThat(lab.commitsSent()).containsExactly("AUTO_INTERVAL {0=2}");
        lab.pass(10 * MS);
        for (int i = 0; i < 20; i++) {
            reader.poll(20 * MS);
        }

        assertThat(lab.commitsSent()).hasSizeGreaterThan(1);
        assertThat(lab.committed(0)).isGreaterThanOrEqualTo(2);
    }

    /** S2.6. */
    @Test
    void aRebalanceCommitsAllPositionsBeforeAnybodyIsToldOfIt() {
        Application reader = patientReader();
        reader.pollRecords();
        List<String> atRevocation = new ArrayList<>();
        reader.inCallback = due -> {
            if (due instanceof Upcall.Revoked) {
                atRevocation.add(
                        lab.committed(0) + " of " + reader.client.positions().position(0));
            }
        };
        Application second = patientReader();
        lab.settle(second, reader);

        assertThat(lab.commitsSent().get(0)).startsWith("AUTO_REBALANCE");
        assertThat(atRevocation).containsExactly("10 of 10");
    }

    /** S2.6: eager. */
    @Test
    void whileThatCommitIsOnItsWayNothingMoreIsHandedOut() {
        Application reader = patientReader();
        assertThat(reader.pollRecords()).isEqualTo("0@0-1");
        Application second = patientReader();
        for (int i = 0; i < 5; i++) {
            second.poll(20 * MS);
        }
        lab.pass(4 * SECOND);

        assertThat(reader.poll(0)).isEmpty();
        assertThat(reader.poll(0)).isEmpty();
        assertThat(lab.commitsSent()).containsExactly("AUTO_REBALANCE {0=2}");
    }

    private Application patientReader() {
        return lab.application("enable.auto.commit", "true", "max.poll.records", "2")
                .subscribe();
    }

    /** S2.7. */
    @Test
    void aCompletedJoinStartsTheIntervalAnew() {
        Application reader = reader();
        lab.pass(1400 * MS);
        reader.pollRecords();
        lab.pass(1000 * MS);
        reader.poll(0);

        assertThat(lab.commitsSent()).isEmpty();
    }

    /** S2.9. */
    @Test
    void closeCommitsThePositionWhateverTheInterval() {
        Application reader = reader();
        reader.pollRecords();
        reader.pollRecords();
        reader.close();

        assertThat(lab.commitsSent()).containsExactly("AUTO_CLOSE {0=4}");
        assertThat(lab.committed(0)).isEqualTo(4);
    }

    /** S2.9. */
    @Test
    void closeCommitsEvenWithoutTimeToWaitForTheAnswer() {
        Application reader = reader();
        reader.pollRecords();
        reader.await(reader.client.close(0));
        lab.pass(SECOND);

        assertThat(lab.committed(0)).isEqualTo(2);
    }

    /** S2.10. */
    @Test
    void unsubscribeCommitsNothing() {
        Application reader = reader();
        reader.pollRecords();
        reader.await(reader.client.unsubscribe());
        lab.pass(SECOND);

        assertThat(lab.commitsSent()).isEmpty();
        assertThat(reader.callbacks).containsExactly("assigned [0]", "revoked [0]");
    }

    /** S2.13. */
    @Test
    void aMemberThatWasRemovedCommitsNothingMore() {
        Application reader = reader();
        reader.pollRecords();
        lab.pass(301 * SECOND);
        reader.pollRecords();

        assertThat(reader.callbacks).containsExactly("assigned [0]", "lost [0]", "assigned [0]");
        assertThat(lab.commitsSent()).isEmpty();
    }

    /** S2.14. */
    @Test
    void aCrashSendsNothing() {
        Application reader = reader();
        reader.pollRecords();
        reader.crash();
        lab.pass(400 * SECOND);

        assertThat(lab.commitsSent()).isEmpty();
    }
}
