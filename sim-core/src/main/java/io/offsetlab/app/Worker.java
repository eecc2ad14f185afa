package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;

/**
 * The application at work on a batch, record by record, without an event for each: how far it is by now follows from the keyed
 * times of its records. What is done is told to a {@link Progress} whenever somebody catches up.
 */
public final class Worker implements Fingerprinted {
    private final FinishTimes times;
    private final Progress progress;
    private Batch batch = Batch.EMPTY;
    private int run;
    private long partitionsLeft;
    private long offset;
    private long left;
    private long stopAfter;
    private long done;
    private long startedAt;
    private boolean busy;
    private boolean startTold;
    private long extraMicros;

    /** Told by a worker that never does anything. */
    static final Progress NOBODY = new Progress() {
        @Override
        public void started(int partition, long from, long to, long firstAt, long lastAt) {}

        @Override
        public void finished(int partition, long from, long to, long firstAt, long lastAt) {}
    };

    /** Told what has been done, in ranges of one partition; times are those of the first and the last record. */
    public interface Progress {
        void started(int partition, long from, long to, long firstAt, long lastAt);

        void finished(int partition, long from, long to, long firstAt, long lastAt);
    }

    public Worker(Processing processing, Chance.Stream draws, Progress progress) {
        this.times = new FinishTimes(processing, draws);
        this.progress = progress;
    }

    /** Takes a batch up; {@link #work} starts on it. */
    public void take(Batch next) {
        batch = next;
        run = 0;
        offset = next.isEmpty() ? 0 : next.from(0);
        left = next.records();
        countPartitionsLeft();
    }

    /** How many records of the batch are not finished. */
    public long left() {
        return left;
    }

    /** Whether a record is in hand. */
    public boolean isBusy() {
        return busy;
    }

    /**
     * Whether records of this partition may be in hand or still to be worked on. Partitions that are equal modulo 64 count as
     * one, so it may be true without need; looking at a worker more often changes nothing.
     */
    public boolean holds(int partition) {
        return busy && (partitionsLeft >>> partition & 1) != 0;
    }

    /** Whether both may be working on records of one partition. */
    public boolean overlaps(Worker other) {
        return busy && other.busy && (partitionsLeft & other.partitionsLeft) != 0;
    }

    private void countPartitionsLeft() {
        partitionsLeft = 0;
        for (int i = run; i < batch.runs(); i++) {
            partitionsLeft |= 1L << batch.partition(i);
        }
    }

    /** The rest of the batch is given up. */
    public void drop() {
        batch = Batch.EMPTY;
        left = 0;
        busy = false;
    }

    /**
     * Starts on the next records.
     *
     * @return when the last of them will be finished, unless something comes between
     */
    public long work(long records, long now) {
        busy = true;
        stopAfter = left - records;
        done = 0;
        startedAt = now;
        startTold = false;
        times.begin(batch, run, offset, (int) records, now, extraMicros);
        extraMicros = 0;
        return endsAt();
    }

    /** When the n-th record from the one in hand on will be finished. */
    public long finishOf(long n) {
        return times.of(done + n);
    }

    /** When a certain record will be finished, or -1 if it is not among those that are being worked on. */
    public long finishOf(int partition, long wanted) {
        if (!busy) {
            return -1;
        }
        long ahead = 0;
        for (int r = run; r < batch.runs(); r++) {
            long from = r == run ? offset : batch.from(r);
            if (batch.partition(r) == partition && wanted >= from && wanted < batch.to(r)) {
                ahead += wanted - from + 1;
                return ahead <= left - stopAfter ? finishOf(ahead) : -1;
            }
            ahead += batch.to(r) - from;
        }
        return -1;
    }

    /** When the last record of the stretch will be finished. */
    public long endsAt() {
        return finishOf(left - stopAfter);
    }

    /** When the record in hand will be finished. */
    public long nextFinishAt() {
        return finishOf(1);
    }

    /** Tells what was done by now, now included. */
    public void catchUp(long now) {
        while (busy && nextFinishAt() <= now) {
            finishRun(now);
        }
        if (busy && !startTold) {
            startTold = true;
            progress.started(batch.partition(run), offset, offset + 1, startedAt, startedAt);
        }
    }

    /** Finishes what can be finished of the current run of offsets, and takes up the next record. */
    private void finishRun(long now) {
        int partition = batch.partition(run);
        long from = offset;
        long end = Math.min(batch.to(run), from + left - stopAfter);
        long nowDone = times.finishedBy(now, done + 1, done + end - from);
        long next = from + nowDone - done;
        long firstStart = startedAt;
        long firstFinish = times.of(done + 1);
        long lastStart = next == from + 1 ? startedAt : times.of(nowDone - 1);
        long lastFinish = times.of(nowDone);
        if (!startTold) {
            progress.started(partition, from, next, firstStart, lastStart);
        } else if (next > from + 1) {
            progress.started(partition, from + 1, next, firstFinish, lastStart);
        }
        startTold = false;
        startedAt = lastFinish;
        done = nowDone;
        left -= next - from;
        offset = next;
        if (offset == batch.to(run) && run + 1 < batch.runs()) {
            offset = batch.from(++run);
            countPartitionsLeft();
        }
        busy = left > stopAfter;
        progress.finished(partition, from, next, firstFinish, lastFinish);
    }

    /** The record in hand, or else the next one, takes longer by so much. */
    public void delay(long micros) {
        if (busy) {
            times.delay(micros);
        } else {
            extraMicros += micros;
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(busy)
                .add(left)
                .add(stopAfter)
                .add(offset)
                .add(startTold)
                .add(extraMicros);
        fingerprint.addTime(busy ? nextFinishAt() : Long.MAX_VALUE);
        fingerprint.addTime(busy && !startTold ? startedAt : Long.MAX_VALUE);
        for (int i = run; i < batch.runs(); i++) {
            fingerprint.add(batch.partition(i)).add(batch.from(i)).add(batch.to(i));
        }
    }
}
