package io.offsetlab.app;

import io.offsetlab.consumer.Batch;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Offsets;
import java.util.Map;
import java.util.TreeMap;

/** What a poll returned, taken record by record, and the offsets behind it. */
final class TransactionalBatch implements Fingerprinted {
    static final TransactionalBatch EMPTY = new TransactionalBatch(Batch.EMPTY);

    private final Batch batch;
    private int run;
    private long offset;

    /** Where a record stands. */
    record Place(int partition, long offset) {}

    private TransactionalBatch(Batch batch) {
        this.batch = batch;
        offset = batch.isEmpty() ? 0 : batch.from(0);
    }

    static TransactionalBatch of(Batch batch) {
        return batch.isEmpty() ? EMPTY : new TransactionalBatch(batch);
    }

    boolean isOver() {
        return run == batch.runs();
    }

    /** The record whose turn it is. */
    Place next() {
        return new Place(batch.partition(run), offset);
    }

    /** As {@link #next}, and goes on to the one behind it. */
    Place take() {
        Place taken = next();
        offset++;
        if (offset == batch.to(run)) {
            run++;
            offset = isOver() ? 0 : batch.from(run);
        }
        return taken;
    }

    /** The offsets behind all of its records. */
    Offsets offsets() {
        Map<Integer, Long> behind = new TreeMap<>();
        for (int r = 0; r < batch.runs(); r++) {
            behind.merge(batch.partition(r), batch.to(r), Math::max);
        }
        int[] partitions = new int[behind.size()];
        long[] offsets = new long[behind.size()];
        int i = 0;
        for (Map.Entry<Integer, Long> entry : behind.entrySet()) {
            partitions[i] = entry.getKey();
            offsets[i++] = entry.getValue();
        }
        return Offsets.of(partitions, offsets);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(batch.runs()).add(run).add(offset);
        for (int r = 0; r < batch.runs(); r++) {
            fingerprint.add(batch.partition(r)).add(batch.from(r)).add(batch.to(r));
        }
    }
}
