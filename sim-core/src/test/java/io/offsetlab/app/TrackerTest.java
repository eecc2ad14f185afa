package io.offsetlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Answers.Which;
import org.junit.jupiter.api.Test;

/** The offset that a commit carries, when records are finished in any order and offsets have gaps. */
final class TrackerTest {
    private final Progress progress = new Progress(1);

    private Tracker tracker(Which which) {
        return new Tracker(which, progress, 1);
    }

    private long committable() {
        return progress.all().get(0);
    }

    @Test
    void thePrefixEndsBelowTheLowestRecordThatIsNotFinished() {
        Tracker tracker = tracker(Which.CONTIGUOUS);
        tracker.polled(0, 10, 14);
        tracker.finished(0, 13);
        tracker.finished(0, 11);
        assertThat(committable()).isEqualTo(-1);
        tracker.finished(0, 10);
        assertThat(committable()).isEqualTo(12);
        tracker.finished(0, 12);
        assertThat(committable()).isEqualTo(14);
    }

    @Test
    void thePrefixGoesOverGaps() {
        Tracker tracker = tracker(Which.CONTIGUOUS);
        tracker.polled(0, 1, 3);
        tracker.polled(0, 5, 6);
        tracker.finished(0, 1);
        tracker.finished(0, 2);
        assertThat(committable()).isEqualTo(5);
        tracker.finished(0, 5);
        assertThat(committable()).isEqualTo(6);
    }

    @Test
    void theHighestIsTheHighestAndTheLastIsTheLast() {
        Tracker highest = tracker(Which.HIGHEST);
        highest.polled(0, 0, 4);
        highest.finished(0, 3);
        highest.finished(0, 1);
        assertThat(committable()).isEqualTo(4);

        Tracker last = tracker(Which.PROCESSED);
        last.polled(0, 0, 4);
        last.finished(0, 3);
        last.finished(0, 1);
        assertThat(committable()).isEqualTo(2);
    }

    @Test
    void aCommitBackIsACommitToBeMade() {
        Tracker last = tracker(Which.PROCESSED);
        last.finished(0, 3);
        progress.believeCommitted(progress.uncommitted());
        assertThat(progress.hasUncommitted()).isFalse();
        last.finished(0, 1);
        assertThat(progress.uncommitted().get(0)).isEqualTo(2);
    }

    @Test
    void whatWasSoughtBackIsOpenAgainAndNobodyFinishesItFromBefore() {
        Tracker tracker = tracker(Which.CONTIGUOUS);
        tracker.polled(0, 0, 6);
        tracker.finished(0, 0);
        tracker.finished(0, 1);
        int before = tracker.epoch(0);
        tracker.soughtBack(0, 2);
        assertThat(tracker.epoch(0)).isNotEqualTo(before);
        assertThat(committable()).isEqualTo(2);
        tracker.polled(0, 2, 4);
        tracker.finished(0, 2);
        tracker.finished(0, 3);
        assertThat(committable()).isEqualTo(4);
    }

    @Test
    void onlyWhatIsDurableCounts() {
        Tracker tracker = tracker(Which.DURABLE);
        tracker.polled(0, 0, 6);
        tracker.durable(0, 2, 4);
        assertThat(committable()).isEqualTo(-1);
        tracker.durable(0, 0, 2);
        assertThat(committable()).isEqualTo(4);
    }

    @Test
    void onlyWhatIsMarkedCounts() {
        Tracker tracker = tracker(Which.STORED);
        tracker.polled(0, 0, 6);
        tracker.finished(0, 0);
        assertThat(committable()).isEqualTo(-1);
        tracker.marked(0, 1);
        assertThat(committable()).isEqualTo(1);
    }

    @Test
    void aForgottenPartitionStartsAnew() {
        Tracker tracker = tracker(Which.CONTIGUOUS);
        tracker.polled(0, 0, 6);
        tracker.finished(0, 0);
        tracker.forget(new int[] {0});
        assertThat(committable()).isEqualTo(-1);
        tracker.polled(0, 3, 5);
        tracker.finished(0, 3);
        assertThat(committable()).isEqualTo(4);
    }
}
