package io.offsetlab.app;

import io.offsetlab.consumer.ClientContext;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.sink.Effects;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/** Carries out what the application does with records: effects, in the external store if the policy keeps one, and facts. */
final class RecordLog implements Worker.Progress, Fingerprinted {
    private final ClientContext context;
    private final Effects effects;
    private final @Nullable StoreWriter store;
    private final Progress progress;

    /** @param store where effect and offset go in one write, or null for effects alone */
    RecordLog(ClientContext context, Effects effects, @Nullable StoreWriter store, Progress progress) {
        this.context = context;
        this.effects = effects;
        this.store = store;
        this.progress = progress;
    }

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        context.facts().accept(new RecordFact.Started(firstAt, lastAt, context.member(), partition, from, to));
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        boolean taken = store == null || store.write(partition, to);
        Outcome outcome = taken ? Outcome.DONE : Outcome.REFUSED;
        if (taken) {
            effects.add(partition, from, to);
        }
        progress.processedUpTo(partition, to);
        context.facts()
                .accept(new RecordFact.Effect(firstAt, lastAt, context.member(), partition, from, to, outcome, 0));
        if (store != null) {
            store.tell(taken, partition, from, to, firstAt, lastAt);
        }
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        if (store != null) {
            fingerprint.add(store);
        }
    }
}
