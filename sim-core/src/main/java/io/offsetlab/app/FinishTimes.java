package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.engine.Chance;

/**
 * When each record of a stretch of work will be finished, drawn once when the stretch begins. Records are counted from 1; times are
 * microseconds of virtual time and ascend.
 */
final class FinishTimes {
    private final Processing processing;
    private final Chance.Stream draws;
    private long[] drawn = new long[16];
    private long startsAt;

    FinishTimes(Processing processing, Chance.Stream draws) {
        this.processing = processing;
        this.draws = draws;
    }

    /**
     * A stretch begins.
     *
     * @param run where in the batch its first record is, at {@code offset}
     * @param extraMicros how much longer the first record takes
     */
    void begin(Batch batch, int run, long offset, int records, long now, long extraMicros) {
        startsAt = now + extraMicros;
        if (processing.jitterMicros() > 0) {
            draw(batch, run, offset, records);
        }
    }

    private void draw(Batch batch, int firstRun, long firstOffset, int records) {
        if (drawn.length < records) {
            drawn = new long[Math.max(records, 2 * drawn.length)];
        }
        long worked = 0;
        int run = firstRun;
        long offset = firstOffset;
        for (int i = 0; i < records; i++) {
            if (offset == batch.to(run)) {
                offset = batch.from(++run);
            }
            worked += processing.baseMicros()
                    + draws.below(processing.jitterMicros() + 1, batch.partition(run), offset++);
            drawn[i] = worked;
        }
    }

    /** When the n-th record is finished. */
    long of(long n) {
        return startsAt + (processing.jitterMicros() > 0 ? drawn[(int) n - 1] : n * processing.baseMicros());
    }

    /** How many records are finished by now, now included, of which {@code from} are known to be and {@code to} are asked for. */
    long finishedBy(long now, long from, long to) {
        long known = from;
        long beyond = to + 1;
        while (known + 1 < beyond) {
            long middle = (known + beyond) >>> 1;
            if (of(middle) <= now) {
                known = middle;
            } else {
                beyond = middle;
            }
        }
        return known;
    }

    /** The record in hand takes longer by so much, and all behind it end later; those before it are not asked for any more. */
    void delay(long micros) {
        startsAt += micros;
    }
}
