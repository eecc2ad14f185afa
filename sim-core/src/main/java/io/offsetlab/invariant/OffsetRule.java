package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.TransactionFact;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted commit may say. REWIND: it does not take the committed offset back, unless its member sought or was reset
 * back; one such move explains one commit. FOREIGN: its member owns the partition in the current generation, or had it last and the
 * current generation gives it to nobody (a cooperative hand-over). BEYOND: it does not stand above
 * the log end. The first two do not judge commits of an administrator or of the clairvoyant. They count and do not judge what a
 * member commits that has not yet given up what a generation that it missed has given to another
 * ({@link Membership#givesUpLate}), nor that its successor takes that back: Kafka accepts it, and no policy can know.
 */
final class OffsetRule {
    private final Ledger ledger;
    private final Findings findings;

    OffsetRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    /** To be called while the partition still has its old offset. */
    void applied(CommitFact.CommitApplied fact, PartitionState partition) {
        if (fact.newOffset() > partition.logEnd) {
            beyond(fact, partition);
        }
        if (ledger.isExempt(fact.member(), fact.commit())) {
            return;
        }
        Period period = ledger.period(fact.member(), fact.partition());
        boolean late = period != null && period.isLate(fact.commit());
        if (fact.newOffset() < partition.committed && !isExplained(period, fact.newOffset())) {
            rewind(fact, partition, !late && !partition.committedLate);
        }
        partition.committedLate = late;
        if (period != null && period.soughtTo != Long.MAX_VALUE && usesUp(period, fact, partition)) {
            period.soughtTo = Long.MAX_VALUE;
        }
        if (fact.generation() >= 0 && !owns(fact, period)) {
            foreign(fact, !late);
        }
    }

    /** An offset of a transaction is taken by the coordinator: whether its member may commit it is decided now. */
    void pending(TransactionFact.OffsetsPending fact) {
        Period period = ledger.period(fact.member(), fact.partition());
        CommitFact.CommitApplied as = new CommitFact.CommitApplied(
                fact.at(), fact.partition(), -1, fact.offset(), fact.member(), fact.generation(), fact.commit());
        if (fact.generation() >= 0 && !owns(as, period)) {
            foreign(as, period == null || !period.isLate(fact.commit()));
        }
    }

    /** A pending offset becomes the committed one; as {@link #applied}, but for who owns the partition by now. */
    void moved(TransactionFact.OffsetsMoved fact, PartitionState partition) {
        applied(
                new CommitFact.CommitApplied(
                        fact.at(),
                        fact.partition(),
                        fact.oldOffset(),
                        fact.newOffset(),
                        fact.member(),
                        -1,
                        fact.commit()),
                partition);
    }

    private static boolean isExplained(@Nullable Period period, long offset) {
        return period != null && period.soughtTo <= offset;
    }

    private static boolean usesUp(Period period, CommitFact.CommitApplied fact, PartitionState partition) {
        return fact.newOffset() < partition.committed || fact.newOffset() >= period.soughtFrom;
    }

    private boolean owns(CommitFact.CommitApplied fact, @Nullable Period period) {
        int last = ledger.group.lastOwner(fact.partition());
        boolean stillOwner = ledger.group.owner(fact.partition()) == last;
        return last == fact.member() && (stillOwner || (period != null && period.assigned));
    }

    private void beyond(CommitFact.CommitApplied fact, PartitionState partition) {
        if (findings.count(InvariantName.BEYOND, 1)) {
            report(
                    InvariantName.BEYOND,
                    fact,
                    " committed " + fact.newOffset() + ", but the log ends at " + partition.logEnd);
        }
    }

    private void rewind(CommitFact.CommitApplied fact, PartitionState partition, boolean judged) {
        if (findings.count(InvariantName.REWIND, 1) && judged) {
            report(
                    InvariantName.REWIND,
                    fact,
                    " took the committed offset back from " + partition.committed + " to " + fact.newOffset());
        }
    }

    private void foreign(CommitFact.CommitApplied fact, boolean judged) {
        if (findings.count(InvariantName.FOREIGN, 1) && judged) {
            int owner = ledger.group.owner(fact.partition());
            report(
                    InvariantName.FOREIGN,
                    fact,
                    " committed " + fact.newOffset() + ", but in generation " + ledger.group.generation() + " "
                            + (owner < 0 ? "nobody" : findings.member(owner)) + " owns the partition");
        }
    }

    private void report(InvariantName invariant, CommitFact.CommitApplied fact, String what) {
        Where where = Where.commit(fact.partition(), fact.newOffset(), fact.member(), fact.commit());
        String sentence = invariant + " " + findings.words(where) + findings.member(fact.member()) + what;
        findings.report(invariant, where, Cause.NONE, sentence);
    }
}
