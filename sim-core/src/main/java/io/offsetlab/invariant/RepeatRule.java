package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.RecordFact;

/**
 * DUP: no effect happens again. ORDER: first effects within a partition, or within a key where it is told, come in the order of
 * offsets.
 */
final class RepeatRule {
    private final Findings findings;
    private final BoundRule bound;

    RepeatRule(Findings findings, BoundRule bound) {
        this.findings = findings;
        this.bound = bound;
    }

    void done(RecordFact.Effect fact, PartitionState partition, Period period) {
        long from = fact.from();
        long to = fact.to();
        long repeats = partition.done.overlap(from, to);
        if (partition.isKeyed()) {
            orderOfKeys(fact, partition);
        } else {
            order(fact, partition, Math.min(to, partition.doneEnd()));
        }
        if (repeats > 0) {
            repeated(fact, partition, repeats);
        }
        bound.done(fact, partition, period);
        partition.done.add(from, to);
        partition.handle(from, to);
    }

    private void repeated(RecordFact.Effect fact, PartitionState partition, long repeats) {
        partition.repeats += repeats;
        long first = partition.done.firstPresent(fact.from());
        if (findings.count(InvariantName.DUP, repeats)) {
            long end = Math.min(fact.to(), partition.done.firstMissing(first));
            Where where = Where.records(partition.number, first, end, fact.member());
            Period before = partition.doers.at(first);
            findings.report(
                    InvariantName.DUP,
                    where,
                    Cause.NONE,
                    "DUP " + findings.words(where) + findings.member(fact.member()) + " did again what "
                            + (before == null ? "was done" : findings.member(before.member) + " had done"));
        }
        for (long at = first; at < fact.to(); ) {
            long end = Math.min(fact.to(), partition.done.firstMissing(at));
            partition.repeated.add(at, end);
            at = partition.done.firstPresent(end);
        }
    }

    /** Judges each record against those of its key. */
    private void orderOfKeys(RecordFact.Effect fact, PartitionState partition) {
        for (long offset = fact.from(); offset < fact.to(); offset++) {
            long before = partition.keys().highestLike(offset);
            if (before > offset && !partition.done.contains(offset) && findings.count(InvariantName.ORDER, 1)) {
                Where where = Where.records(partition.number, offset, offset + 1, fact.member());
                findings.report(
                        InvariantName.ORDER,
                        where,
                        Cause.NONE,
                        "ORDER " + findings.words(where) + findings.member(fact.member()) + " did it after " + before
                                + " of the same key was done");
            }
            partition.keys().done(offset);
        }
    }

    /** Judges the records below {@code limit}, if there are any: they lie below one that is done. */
    private void order(RecordFact.Effect fact, PartitionState partition, long limit) {
        long late = limit - fact.from() - partition.done.overlap(fact.from(), limit);
        if (late > 0 && findings.count(InvariantName.ORDER, late)) {
            long first = partition.done.firstMissing(fact.from());
            long end = Math.min(limit, partition.done.firstPresent(first));
            Where where = Where.records(partition.number, first, end, fact.member());
            findings.report(
                    InvariantName.ORDER,
                    where,
                    Cause.NONE,
                    "ORDER " + findings.words(where) + findings.member(fact.member()) + " did it after "
                            + (partition.doneEnd() - 1) + " was done");
        }
    }
}
