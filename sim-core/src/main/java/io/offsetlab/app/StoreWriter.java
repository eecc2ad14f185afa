package io.offsetlab.app;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.sink.ExternalStore;
import io.offsetlab.trace.RecordFact;

/** One life's writes to the external store: where it believes each partition to stand, and which writes were refused. */
final class StoreWriter implements Fingerprinted {
    private final ClientContext context;
    private final ExternalStore store;
    private final long[] expected;
    private long refused;

    StoreWriter(ClientContext context, ExternalStore store, int partitions) {
        this.context = context;
        this.store = store;
        expected = new long[partitions];
    }

    /** Reading of a partition starts at what the store holds; returns that offset. */
    long resume(int partition) {
        expected[partition] = store.offset(partition);
        refused &= ~(1L << partition);
        return expected[partition];
    }

    /** Whether a write of this partition, or of one that is equal to it modulo 64, was refused since its last resumption. */
    boolean wasRefused(int partition) {
        return (refused >>> partition & 1) != 0;
    }

    /** Whether any write was refused since. */
    boolean wasRefused() {
        return refused != 0;
    }

    /** Writes effects up to before an offset; returns whether the store took them. To be told of afterwards. */
    boolean write(int partition, long to) {
        return store.write(partition, expected[partition], to);
    }

    /** Tells what became of the write that was made last. */
    void tell(boolean taken, int partition, long from, long to, long firstAt, long lastAt) {
        int member = context.member();
        if (taken) {
            context.facts()
                    .accept(new RecordFact.ExternalStored(firstAt, lastAt, member, partition, expected[partition], to));
            expected[partition] = to;
            return;
        }
        refused |= 1L << partition;
        context.facts()
                .accept(new RecordFact.ExternalRefused(
                        firstAt, lastAt, member, partition, from, to, expected[partition], store.offset(partition)));
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(refused);
        for (long offset : expected) {
            fingerprint.add(offset);
        }
    }
}
