package io.offsetlab.byo;

import io.offsetlab.app.Worker;
import io.offsetlab.cluster.Site;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.RecordFact;

/** Carries out what code does with a record at the instant at which it is done, and tells of it. */
final class AppliedRecords implements Worker.Progress {
    private final Site site;
    private final int worker;
    private final int member;
    private boolean toStore;
    private long expected;
    private boolean taken;

    AppliedRecords(Site site, int worker) {
        this.site = site;
        this.worker = worker;
        this.member = site.origin().member();
    }

    /** The next record has an effect and nothing else. */
    void plain() {
        toStore = false;
    }

    /** The next record is written to the store, where its partition is believed to stand at an offset. */
    void intoStore(long believed) {
        toStore = true;
        expected = believed;
    }

    /** Whether the last write to the store was taken. */
    boolean wasTaken() {
        return taken;
    }

    @Override
    public void started(int partition, long from, long to, long firstAt, long lastAt) {
        facts().accept(new RecordFact.Started(firstAt, lastAt, member, partition, from, to));
    }

    @Override
    public void finished(int partition, long from, long to, long firstAt, long lastAt) {
        taken = !toStore || site.workplace().store().write(partition, expected, to);
        if (taken) {
            site.workplace().effects().add(partition, from, to);
        }
        Outcome outcome = taken ? Outcome.DONE : Outcome.REFUSED;
        facts().accept(new RecordFact.Effect(firstAt, lastAt, member, partition, from, to, outcome, worker));
        if (toStore && taken) {
            facts().accept(new RecordFact.ExternalStored(firstAt, lastAt, member, partition, expected, to));
        } else if (toStore) {
            long stands = site.workplace().store().offset(partition);
            facts().accept(new RecordFact.ExternalRefused(
                    firstAt, lastAt, member, partition, from, to, expected, stands));
        }
    }

    private FactSink facts() {
        return site.client().context().facts();
    }
}
