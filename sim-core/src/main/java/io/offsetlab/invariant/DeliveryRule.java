package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.trace.RecordFact;

/**
 * ENGINE rules of delivery: in an ownership period the first record is the first visible one at or above the position it resolved
 * to, which is an offset committed since its opening, a reset or a seek; the next follow without gap or return, unless a seek or a
 * reset comes between; and no record is delivered before it is in the log.
 */
final class DeliveryRule {
    private final Findings findings;

    DeliveryRule(Findings findings) {
        this.findings = findings;
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
            fault(fact, " got records up to " + (fact.to() - 1) + ", but the log ends at " + partition.logEnd);
        }
        period.position = fact.to();
        partition.returned.assign(fact.from(), fact.to(), period);
    }

    private void fault(RecordFact.Returned fact, String what) {
        findings.engineFault(
                Where.records(fact.partition(), fact.from(), fact.to(), fact.member()),
                findings.member(fact.member()) + what);
    }

    /** A position moved: what it jumps over is skipped on request, or lost by a reset; what it goes back to is to be read. */
    void moved(RecordFact.ResetExplicit fact, PartitionState partition, Period period) {
        long from = fact.from() >= 0 ? fact.from() : positionOf(period, partition);
        long to = fact.to();
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
