package io.offsetlab.byo;

import io.offsetlab.app.RecordEffects;
import io.offsetlab.app.Worker;
import io.offsetlab.cluster.Site;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RecordFact;
import org.jspecify.annotations.Nullable;

/** Carries out what code does with a record at the instant at which it is done, and tells of it. */
final class AppliedRecords implements Worker.Progress {
    private final Site site;
    private final int worker;
    private final int member;
    private @Nullable RecordEffects effects;
    private Outcome outcome = Outcome.DONE;

    AppliedRecords(Site site, int worker) {
        this.site = site;
        this.worker = worker;
        this.member = site.origin().member();
    }

    /** The next record has an effect at once and nothing else can happen to it. */
    void plain() {
        effects = null;
    }

    /** The next record goes through these. */
    void through(RecordEffects records) {
        effects = records;
    }

    /** A record is taken up, now; false if it is over with that. */
    boolean begin(int partition, long offset) {
        boolean begun = effects == null || effects.begin(partition, offset, worker);
        outcome = begun ? Outcome.DONE : Outcome.REFUSED;
        return begun;
    }

    /** What became of the last record. */
    Outcome outcome() {
        return outcome;
    }

    /** The number of whoever works: 0 for the main thread. */
    int worker() {
        return worker;
    }

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        if (effects == null) {
            facts().accept(new RecordFact.Started(firstAt, lastAt, member, partition, from, to));
        }
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        if (effects != null) {
            outcome = effects.end(partition, from, worker);
            return;
        }
        site.workplace().effects().add(partition, from, to);
        facts().accept(new RecordFact.Effect(firstAt, lastAt, member, partition, from, to, Outcome.DONE, worker));
    }

    private FactSink facts() {
        return site.client().context().facts();
    }
}
