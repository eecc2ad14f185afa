package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.RecordFact;

/**
 * BOUND: an incident repeats no more records of a partition than the policy declares.
 *
 * <p>What is declared is a formula F for one owner that loses the partition: of what it has processed, at most F records lie above
 * its last applied commit, and F more for each further commit that it sent and that was not applied. So each repeat is charged to
 * the loss of the partition by one owner. Take a record whose effect happens again in the ownership period X, and D, of the periods
 * that did it before the one opened last.
 *
 * <ul>
 *   <li>D was opened before X: the record was read again because D lost the partition with the record uncommitted. The repeat
 *       belongs to the incident in which D lost it. That may be an earlier incident than the one that opened X, if the owners
 *       between the two did not come as far.
 *   <li>D was opened after X: X is a zombie, an owner that has not noticed its loss. The repeat belongs to the incident in which X
 *       lost the partition. Whether the zombie or its successor comes first, the record is charged once.
 *   <li>D is X: the application sought back. That belongs to no incident.
 * </ul>
 *
 * <p>An incident may charge a partition F x (losses + unapplied commits): F for each owner that lost the partition in it, and F for
 * each commit that such an owner sent, for more than its commits before, since its last applied one. Commits count that were sent
 * before the incident or by the zombie after it; that a change of coordinator rolled back; and that failed in the client before
 * they were sent, see {@link UnsentCommits}. Once a successor is assigned, the allowance never shrinks; it is looked at when a
 * repeat happens.
 *
 * <p>Each record is charged at most once to each loss, and only if its owner had processed it, so a policy that keeps its formula
 * is never accused, whatever zombies and successors do at the same time.
 */
final class BoundRule {
    private final Findings findings;
    private final String formula;

    BoundRule(Findings findings, String formula) {
        this.findings = findings;
        this.formula = formula;
    }

    /** To be called before the effect becomes one of the partition's. */
    void done(RecordFact.Effect fact, PartitionState partition, Period period) {
        if (!period.hasProgressed() && period.openedBy != null) {
            period.openedBy.firstEffect(fact.at());
        }
        period.progress = Math.max(period.progress, fact.to());
        period.lastEffectAt = fact.lastAt();
        period.unapplied.progressed();
        if (partition.doers.endsWith(period, fact.from())) {
            partition.doers.stretch(fact.to());
        } else {
            attribute(fact, partition, period);
        }
    }

    private void attribute(RecordFact.Effect fact, PartitionState partition, Period period) {
        PeriodRanges doers = partition.doers;
        long at = fact.from();
        while (at < fact.to()) {
            long end = Math.min(fact.to(), doers.until(at));
            Period before = doers.at(at);
            if (before != period) {
                boolean openedLater = before == null || before.order < period.order;
                if (openedLater) {
                    doers.assign(at, end, period);
                }
                if (before != null) {
                    charge(partition, openedLater ? before : period, at, end);
                }
            }
            at = end;
        }
    }

    private void charge(PartitionState partition, Period loser, long from, long to) {
        Account account = loser.account;
        long repeats = partition.done.overlap(from, to);
        if (account == null || repeats == 0) {
            return;
        }
        long before = account.repeats;
        account.repeats += repeats;
        long excess = account.repeats - Math.max(before, account.allowed());
        if (excess > 0 && findings.count(InvariantName.BOUND, excess)) {
            report(partition, account, loser, to - excess, to);
        }
    }

    private void report(PartitionState partition, Account account, Period loser, long from, long to) {
        Where where = Where.records(partition.number, from, to, loser.member);
        findings.report(
                InvariantName.BOUND,
                where,
                Cause.NONE,
                "BOUND " + findings.words(where) + account.incident.cause.words() + " "
                        + findings.member(account.incident.member) + " made " + account.repeats
                        + " records of the partition repeat; allowed are " + account.allowed() + ", "
                        + (account.handOvers() + account.unapplied()) + " x (" + formula + ")");
    }
}
