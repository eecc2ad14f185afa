package io.offsetlab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.consumer.Batch;
import io.offsetlab.engine.Chance;
import java.util.ArrayList;
import java.util.List;

/** The application at work on a batch, record by record: when each one starts and ends. Judges what a worker tells. */
final class WorkModel implements Worker.Progress {
    private final List<Work> records = new ArrayList<>();
    private final Processing processing;
    private final Chance.Stream times;
    private int begun;
    private long extra;
    private int toldStarted;
    private int toldFinished;

    private static final class Work {
        private final int partition;
        private final long offset;
        private long start = Long.MAX_VALUE;
        private long finish = Long.MAX_VALUE;

        Work(int partition, long offset) {
            this.partition = partition;
            this.offset = offset;
        }
    }

    WorkModel(Batch batch, Processing processing, Chance.Stream times) {
        this.processing = processing;
        this.times = times;
        for (int run = 0; run < batch.runs(); run++) {
            for (long offset = batch.from(run); offset < batch.to(run); offset++) {
                records.add(new Work(batch.partition(run), offset));
            }
        }
    }

    int left() {
        return records.size() - begun;
    }

    /** The next records are worked on one after another from now on; returns when the last one ends. */
    long work(int count, long now) {
        long at = now;
        for (int i = begun; i < begun + count; i++) {
            Work work = records.get(i);
            work.start = at;
            long jitter = times.below(processing.jitterMicros() + 1, work.partition, work.offset);
            at += processing.baseMicros() + jitter + extra;
            extra = 0;
            work.finish = at;
        }
        begun += count;
        return at;
    }

    /** The record in hand, or else the next one, takes longer. */
    void delay(long micros, long now) {
        boolean inHand = false;
        for (Work work : records.subList(0, begun)) {
            if (work.finish > now) {
                work.start += inHand ? micros : 0;
                work.finish += micros;
                inHand = true;
            }
        }
        extra += inHand ? 0 : micros;
    }

    long endOfStretch() {
        return records.get(begun - 1).finish;
    }

    /** What has been told is what has happened by now. */
    void check(Worker worker, long now) {
        List<Work> inWork = records.subList(0, begun);
        assertThat(toldStarted).isEqualTo((int)
                inWork.stream().filter(work -> work.start <= now).count());
        assertThat(toldFinished).isEqualTo((int)
                inWork.stream().filter(work -> work.finish <= now).count());
        assertThat(worker.isBusy()).isEqualTo(toldFinished < begun);
        assertThat(worker.left()).isEqualTo(records.size() - toldFinished);
        for (Work work : records.subList(toldFinished, records.size())) {
            long expected = work.finish == Long.MAX_VALUE || !worker.isBusy() ? -1 : work.finish;
            assertThat(worker.finishOf(work.partition, work.offset)).isEqualTo(expected);
        }
        if (worker.isBusy()) {
            assertThat(worker.endsAt()).isEqualTo(endOfStretch());
            assertThat(worker.nextFinishAt()).isEqualTo(records.get(toldFinished).finish);
            assertThat(worker.holds(records.get(toldFinished).partition)).isTrue();
        }
    }

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        assertThat(firstAt).isEqualTo(records.get(toldStarted).start);
        toldStarted = told(toldStarted, partition, from, to);
        assertThat(lastAt).isEqualTo(records.get(toldStarted - 1).start);
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        assertThat(firstAt).isEqualTo(records.get(toldFinished).finish);
        toldFinished = told(toldFinished, partition, from, to);
        assertThat(lastAt).isEqualTo(records.get(toldFinished - 1).finish);
        assertThat(toldFinished).as("nothing ends before it started").isLessThanOrEqualTo(toldStarted);
    }

    /** The range continues what was told before. */
    private int told(int before, int partition, long from, long to) {
        int next = before;
        for (long offset = from; offset < to; offset++) {
            assertThat(records.get(next).partition).isEqualTo(partition);
            assertThat(records.get(next++).offset).isEqualTo(offset);
        }
        return next;
    }
}
