package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;

/**
 * ENGINE rules of delivery: in an ownership period the first record is the first visible one at or above the position it resolved
 * to, which is an offset committed since its opening, a reset or a seek; the next follow without gap or return, unless a seek or a
 * reset comes between; no record is fetched before it is in the log; nobody is reset for want of a committed offset while there is
 * one; and a process that has ended does nothing more.
 */
final class DeliveryRule {
    private final Ledger ledger;
    private final Findings findings;

    DeliveryRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    void fetched(RecordFact.Fetched fact, PartitionState partition) {
        if (fact.to() > partition.logEnd) {
            fault(fact.partition(), fact.from(), fact.to(), fact.member(), beyondEnd(fact.to(), partition));
        }
    }

    private static String beyondEnd(long to, PartitionState partition) {
        return " got records up to " + (to - 1) + ", but the log ends at " + partition.logEnd;
    }

    /** Records had their effect. It counts once a life, into however many facts they are cut. */
    void processed(RecordFact.Effect fact) {
        if (ledger.group.isOver(fact.member())) {
            ledger.group.goesOn(fact.member());
            fault(fact.partition(), fact.from(), fact.to(), fact.member(), " worked on, but its process has ended");
        }
    }

    void returned(RecordFact.Returned fact, PartitionState partition, Period period) {
        long from = partition.firstVisible(fact.from());
        if (period.position != Period.UNRESOLVED) {
            long expected = partition.firstVisible(period.position);
            if (expected != from) {
                fault(fact, " got " + fact.from() + ", but " + expected + " comes next");
            }
        } else if (period.assigned && !partition.mayBeginAt(period, from)) {
            fault(fact, " began with " + fact.from() + ", but the committed offset is " + partition.committed);
        }
        if (fact.to() > partition.logEnd) {
            fault(fact, beyondEnd(fact.to(), partition));
        }
        period.position = fact.to();
        partition.returned.assign(fact.from(), fact.to(), period);
    }

    private void fault(RecordFact.Returned fact, String what) {
        fault(fact.partition(), fact.from(), fact.to(), fact.member(), what);
    }

    private void fault(int partition, long from, long to, int member, String what) {
        findings.engineFault(Where.records(partition, from, to, member), findings.member(member) + what);
    }

    /** A position moved: what it jumps over is skipped on request, or lost by a reset; what it goes back to is to be read. */
    void moved(RecordFact.ResetExplicit fact, PartitionState partition, Period period) {
        long from = fact.from() >= 0 ? fact.from() : positionOf(period, partition);
        long to = fact.to();
        if (fact.cause() == ResetCause.NOTHING_COMMITTED
                && period.assigned
                && !partition.mayHaveBeenUncommitted(period)) {
            fault(
                    fact.partition(),
                    to,
                    to + 1,
                    fact.member(),
                    " was reset as if nothing was committed, but the committed offset is " + partition.committed);
        }
        if (to < from) {
            partition.unskip(to, from);
            period.unapplied.wentBackTo(to);
            period.soughtTo = to;
            period.soughtFrom = from;
        } else {
            switch (fact.cause()) {
                case SEEK -> partition.skip(from, to);
                case NOTHING_COMMITTED -> partition.jumped.add(0, to);
                case OUT_OF_RANGE -> partition.jumped.add(from, to);
            }
        }
        period.position = to;
    }

    /** Where reading would have gone on, or begun. */
    private static long positionOf(Period period, PartitionState partition) {
        return period.isHeld() && period.position != Period.UNRESOLVED
                ? period.position
                : Math.max(0, Math.max(partition.resumePoint, partition.committed));
    }
}
