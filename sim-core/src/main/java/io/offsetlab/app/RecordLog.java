package io.offsetlab.app;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.sink.Effects;
import io.offsetlab.sink.ExternalStore;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/** Carries out what the application does with records: effects, in the external store if the policy keeps one, and facts. */
final class RecordLog implements Worker.Progress, Fingerprinted {
    private final ClientContext context;
    private final Effects effects;
    private final @Nullable ExternalStore store;
    private final Progress progress;
    private final long[] expected;
    private long refused;

    /** @param store where effect and offset go in one write, or null for effects alone */
    RecordLog(ClientContext context, Effects effects, @Nullable ExternalStore store, Progress progress) {
        this.context = context;
        this.effects = effects;
        this.store = store;
        this.progress = progress;
        this.expected = new long[context.partitions().size()];
    }

    /** Reading of a partition starts at what the store holds; returns that offset. */
    long resumeFromStore(ExternalStore from, int partition) {
        expected[partition] = from.offset(partition);
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

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        context.facts().accept(new RecordFact.Started(firstAt, lastAt, context.member(), partition, from, to));
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        boolean taken = store == null || store.write(partition, expected[partition], to);
        Outcome outcome = taken ? Outcome.DONE : Outcome.REFUSED;
        if (taken) {
            effects.add(partition, from, to);
        }
        progress.processedUpTo(partition, to);
        context.facts()
                .accept(new RecordFact.Effect(firstAt, lastAt, context.member(), partition, from, to, outcome, 0));
        if (store != null && taken) {
            context.facts()
                    .accept(new RecordFact.ExternalStored(
                            firstAt, lastAt, context.member(), partition, expected[partition], to));
            expected[partition] = to;
        } else if (store != null) {
            refused |= 1L << partition;
            context.facts()
                    .accept(new RecordFact.ExternalRefused(
                            firstAt,
                            lastAt,
                            context.member(),
                            partition,
                            from,
                            to,
                            expected[partition],
                            store.offset(partition)));
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(refused);
        for (long offset : expected) {
            fingerprint.add(offset);
        }
    }
}
