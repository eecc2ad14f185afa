package io.offsetlab.consumer;

import io.offsetlab.protocol.Answer;
import org.jspecify.annotations.Nullable;

/** What a fetch brought of one partition and is not handed out yet. */
final class Held {
    final int partition;
    final long next;
    private final long[] visible;
    private final int @Nullable [] epochs;
    final @Nullable RuntimeException error;
    private int run;
    long position;
    private final long first;

    Held(Answer.Block block) {
        this(block, null);
    }

    /** @param error what to throw instead of handing anything out */
    Held(Answer.Block block, @Nullable RuntimeException error) {
        this.error = error;
        partition = block.partition();
        next = block.next();
        visible = block.visible().clone();
        epochs = block.epochs();
        position = block.from();
        first = position;
    }

    /** What was handed back. */
    Held(int partition, long from, long to, long next) {
        this.error = null;
        this.partition = partition;
        this.next = next;
        visible = new long[] {from, to};
        epochs = null;
        position = from;
        first = from;
    }

    /** Moves the position behind what was taken out last. */
    void moveOn(Positions positions) {
        if (epochs == null || epochs.length == 0) {
            positions.advance(partition, position);
        } else {
            boolean insideRun = run < visible.length && position > visible[run];
            int last = insideRun ? run / 2 : Math.max(0, run / 2 - 1);
            positions.advance(partition, position, epochs[last]);
        }
    }

    /** Whether some of it was handed out. */
    boolean isTouched() {
        return position != first;
    }

    boolean isEmpty() {
        return position == next;
    }

    void drainInto(Batch.Builder batch, int limit) {
        while (run < visible.length && batch.records() < limit) {
            long from = Math.max(position, visible[run]);
            long to = Math.min(visible[run + 1], from + limit - batch.records());
            batch.add(partition, from, to);
            position = to;
            if (to == visible[run + 1]) {
                run += 2;
            }
        }
        if (run == visible.length) {
            position = next;
        }
    }
}
