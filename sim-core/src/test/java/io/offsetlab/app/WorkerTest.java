package io.offsetlab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offsetlab.consumer.Batches;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Pins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far the application is by now follows from the times of its records. */
final class WorkerTest implements Worker.Progress {
    private final List<String> told = new ArrayList<>();
    private final Worker worker =
            new Worker(new Processing(10, 0), new Chance(1, Pins.NONE).stream("processing"), this);

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        told.add("started " + partition + "@" + from + "-" + to + " " + firstAt + ".." + lastAt);
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        told.add("finished " + partition + "@" + from + "-" + to + " " + firstAt + ".." + lastAt);
    }

    private List<String> look(long now) {
        told.clear();
        worker.catchUp(now);
        return new ArrayList<>(told);
    }

    @Test
    void aWholeBatchIsToldInOneRangeForEachPartition() {
        worker.take(Batches.of(0, 5, 8, 1, 0, 2));
        assertThat(worker.work(5, 100)).isEqualTo(150);

        assertThat(look(150))
                .containsExactly(
                        "started 0@5-8 100..120",
                        "finished 0@5-8 110..130",
                        "started 1@0-2 130..140",
                        "finished 1@0-2 140..150");
        assertThat(worker.isBusy()).isFalse();
        assertThat(worker.left()).isZero();
    }

    @Test
    void aRecordThatEndsNowHasEndedAndTheNextHasStarted() {
        worker.take(Batches.of(0, 0, 3));
        worker.work(3, 100);

        assertThat(look(109)).containsExactly("started 0@0-1 100..100");
        assertThat(look(110)).containsExactly("finished 0@0-1 110..110", "started 0@1-2 110..110");
        assertThat(look(110)).isEmpty();
    }

    @Test
    void aStretchEndsBeforeTheBatchDoes() {
        worker.take(Batches.of(0, 0, 3));
        assertThat(worker.work(2, 100)).isEqualTo(120);
        look(500);

        assertThat(worker.isBusy()).isFalse();
        assertThat(worker.left()).isEqualTo(1);
        assertThat(worker.finishOf(0, 2)).as("not in this stretch").isEqualTo(-1);
        assertThat(worker.work(1, 500)).isEqualTo(510);
    }

    @Test
    void theRecordInHandTakesLonger() {
        worker.take(Batches.of(0, 0, 3));
        worker.work(3, 100);
        look(115);
        worker.delay(1_000);

        assertThat(worker.nextFinishAt()).isEqualTo(1_120);
        assertThat(worker.endsAt()).isEqualTo(1_130);
    }

    @Test
    void ifNoneIsInHandTheNextOneTakesLonger() {
        worker.delay(1_000);
        worker.take(Batches.of(0, 0, 3));

        assertThat(worker.work(3, 100)).isEqualTo(1_130);
    }

    @Test
    void whatIsDroppedIsNeverDone() {
        worker.take(Batches.of(0, 0, 3));
        worker.work(3, 100);
        look(110);
        worker.drop();

        assertThat(look(500)).isEmpty();
        assertThat(worker.left()).isZero();
    }

    @Test
    void twoWorkersOverlapWhereOneHoldsWhatTheOtherHasStillToDo() {
        Worker other = new Worker(new Processing(10, 0), new Chance(1, Pins.NONE).stream("processing"), this);
        worker.take(Batches.of(0, 0, 1, 1, 0, 1));
        other.take(Batches.of(1, 0, 3));
        worker.work(2, 0);
        assertThat(worker.overlaps(other)).isFalse();
        other.work(3, 0);
        assertThat(worker.overlaps(other)).isTrue();
        look(20);
        assertThat(other.overlaps(worker)).as("one is done").isFalse();
    }

    @Test
    void processingTakesTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Processing(0, 5))
                .withMessage("baseMicros must be at least 1 and jitterMicros at least 0, but were 0 and 5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Processing(1, -1));
    }

    @Test
    void howFarItIsShowsInTheFingerprintRelativeToNow() {
        worker.take(Batches.of(0, 0, 3));
        worker.work(3, 100);
        look(105);
        long early = new Fingerprint(105).add(worker).value();
        look(106);
        assertThat(new Fingerprint(106).add(worker).value()).isNotEqualTo(early);

        worker.take(Batches.of(0, 0, 3));
        worker.work(3, 900);
        look(905);
        assertThat(new Fingerprint(905).add(worker).value()).isEqualTo(early);
    }
}
