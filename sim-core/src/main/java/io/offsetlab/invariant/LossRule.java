package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;

/** LOSS: the resume point never stands above a visible record without effect that was not skipped on request. */
final class LossRule {
    private final Ledger ledger;
    private final Findings findings;

    LossRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    /** The resume point moved forward, or the log grew below it. */
    void check(PartitionState partition) {
        long limit = partition.lossLimit();
        if (!findings.isFound(InvariantName.LOSS) && partition.handled.firstMissing(0) < limit) {
            report(partition, partition.firstLost(), limit);
        }
    }

    /** Records that are lost now; a record that is processed later after all is not. */
    long lostNow() {
        long lost = 0;
        for (int p = 0; p < ledger.partitionCount(); p++) {
            lost += ledger.partition(p).countLost();
        }
        return lost;
    }

    private void report(PartitionState partition, long from, long limit) {
        long to = Math.min(limit, partition.handled.firstPresent(from));
        Cause cause = partition.jumped.contains(from) ? Cause.RESET : Cause.COMMIT;
        Where where = new Where(partition.number, from, to, partition.committer, partition.commit);
        String sentence = "LOSS " + findings.words(where) + took(partition) + ", but " + Findings.range(from, to)
                + (to - from > 1 ? " have" : " has") + " no effect; " + why(partition, from, to, cause);
        findings.report(InvariantName.LOSS, where, cause, sentence);
    }

    private String took(PartitionState partition) {
        if (ledger.storeIsResumePoint) {
            return findings.member(partition.committer) + " wrote " + partition.resumePoint + " to the store";
        }
        return findings.member(partition.committer) + " committed " + partition.resumePoint;
    }

    /** What had become of the first of the records. */
    private String why(PartitionState partition, long from, long to, Cause cause) {
        String first = to - from > 1 ? Long.toString(from) : "it";
        if (cause == Cause.RESET) {
            return "a reset had jumped over " + first;
        }
        Period period = partition.returned.at(from);
        return period == null
                ? first + " was returned to nobody"
                : first + " was returned to " + findings.member(period.member) + ", " + period.end.words();
    }
}
