package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.OffsetRanges;

/**
 * What must hold when nothing is left to do. STUCK: no visible record is without effect. No policy can help where every process that
 * ever ran has ended for good (in a crash, because it was told to, or because it was fenced), or where Kafka leaves a partition without an owner ({@link Membership#isWithheld}): such records
 * are counted and not judged. RESIDUE: no partition has more records processed and uncommitted than the
 * policy declares; where Kafka leaves no owner, nobody can commit them.
 */
final class QuietRule {
    private final Ledger ledger;
    private final Findings findings;
    private final long allowedResidue;

    QuietRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
        allowedResidue = ledger.header.promise().residue().evaluate(ledger.header.inputs());
    }

    void quiet() {
        findings.setCount(InvariantName.STUCK, 0);
        findings.setCount(InvariantName.RESIDUE, 0);
        for (int p = 0; p < ledger.partitionCount(); p++) {
            stuck(ledger.partition(p));
            residue(ledger.partition(p));
        }
    }

    private void stuck(PartitionState partition) {
        long stuck = partition.countUntouched();
        boolean hopeless = ledger.group.isDeserted() || ledger.group.isWithheld(partition.number);
        if (stuck > 0 && findings.count(InvariantName.STUCK, stuck) && !hopeless) {
            OffsetRanges untouched = ledger.untouched(partition.number);
            long below = partition.countLost();
            Where where = Where.records(partition.number, untouched.from(0), untouched.to(0), -1);
            findings.report(
                    InvariantName.STUCK,
                    where,
                    Cause.NONE,
                    "STUCK " + findings.words(where) + records(stuck, " of the partition has", " of the partition have")
                            + " no effect in the end, although all has healed"
                            + (below == 0 ? "" : "; " + below + " of them would never be read again"));
        }
    }

    /** The number, and the formula that it comes from if that is another text. */
    private String declared() {
        String formula = ledger.header.promise().residue().text();
        String number = Long.toString(allowedResidue);
        return formula.equals(number) ? number : number + ", " + formula;
    }

    private static String records(long count, String one, String many) {
        return count == 1 ? "1 record" + one : count + " records" + many;
    }

    private void residue(PartitionState partition) {
        long residue = partition.residue();
        if (residue > allowedResidue
                && findings.count(InvariantName.RESIDUE, residue - allowedResidue)
                && !ledger.group.isWithheld(partition.number)) {
            long from = Math.max(partition.resumePoint, partition.logStart);
            Where where = Where.records(partition.number, from, partition.handled.firstMissing(from), -1);
            findings.report(
                    InvariantName.RESIDUE,
                    where,
                    Cause.NONE,
                    "RESIDUE " + findings.words(where) + records(residue, " is", " are")
                            + " processed and uncommitted; declared are at most " + declared());
        }
    }
}
