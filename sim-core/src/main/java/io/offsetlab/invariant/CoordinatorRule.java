package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.TransactionFact;
import org.apache.kafka.common.protocol.Errors;

/**
 * ENGINE rules of the coordinator: a generation gives a partition to one member; a commit is accepted from a current member with
 * the current generation only, or without generation while the group is empty (S4.30); the committed offset is the one that was
 * stored last; what was acknowledged stays.
 */
final class CoordinatorRule {
    private final Ledger ledger;
    private final Findings findings;

    CoordinatorRule(Ledger ledger, Findings findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    void own(GroupFact.GenerationFormed fact, int member, int partition) {
        int other = ledger.group.owner(partition);
        if (other >= 0) {
            findings.engineFault(
                    new Where(partition, -1, -1, member, -1),
                    "generation " + fact.generation() + " gives the partition to " + findings.member(other) + " and to "
                            + findings.member(member));
        }
        ledger.group.own(partition, member);
    }

    /** To be called while the partition still has its old offset. */
    void applied(CommitFact.CommitApplied fact, PartitionState partition) {
        if (fact.oldOffset() != partition.committed) {
            fault(fact, "the commit replaced " + fact.oldOffset() + ", but " + partition.committed + " was stored");
        }
        if (!ledger.isExempt(fact.member(), fact.commit()) && !isAcceptable(fact)) {
            fault(
                    fact,
                    "a commit of " + findings.member(fact.member()) + " in generation " + fact.generation()
                            + " was accepted, but "
                            + (ledger.group.isMember(fact.member())
                                    ? "the generation is " + ledger.group.generation()
                                    : "it is no member"));
        }
        if (fact.member() >= 0) {
            ledger.outstanding(fact.member()).applied(fact.commit(), 1);
        }
    }

    /** An offset is held for a transaction: from a current member, or from whoever says nothing of a member (S9.2). */
    void pending(TransactionFact.OffsetsPending fact) {
        boolean acceptable = fact.generation() < 0
                || (ledger.group.isMember(fact.member()) && fact.generation() == ledger.group.generation());
        if (!acceptable) {
            findings.engineFault(
                    Where.commit(fact.partition(), fact.offset(), fact.member(), fact.commit()),
                    "an offset of " + findings.member(fact.member()) + " in generation " + fact.generation()
                            + " was taken into its transaction, but the generation is " + ledger.group.generation());
        }
    }

    /** To be called while the partition still has its old offset. */
    void moved(TransactionFact.OffsetsMoved fact, PartitionState partition) {
        stored(fact.partition(), fact.oldOffset(), partition);
    }

    private boolean isAcceptable(CommitFact.CommitApplied fact) {
        if (fact.generation() < 0) {
            return ledger.group.mayBeEmpty();
        }
        return ledger.group.isMember(fact.member()) && fact.generation() == ledger.group.generation();
    }

    private void fault(CommitFact.CommitApplied fact, String what) {
        findings.engineFault(Where.commit(fact.partition(), fact.newOffset(), fact.member(), fact.commit()), what);
    }

    void answered(CommitFact.CommitAnswered fact) {
        OutstandingCommits commits = ledger.outstanding(fact.member());
        Offsets offsets = commits.offsets(fact.commit());
        if (offsets != null && fact.error() == Errors.NONE) {
            if (commits.missing(fact.commit()) > 0) {
                findings.engineFault(
                        new Where(-1, -1, -1, fact.member(), fact.commit()),
                        "commit " + fact.commit() + " of " + findings.member(fact.member())
                                + " was acknowledged, but not stored");
            }
            for (int i = 0; i < offsets.size(); i++) {
                ledger.partition(offsets.partition(i)).unacked.acknowledged(fact.member(), fact.commit());
            }
        }
        commits.done(fact.commit());
    }

    void rolledBack(CommitFact.CommitRolledBack fact, PartitionState partition) {
        stored(fact.partition(), fact.fromOffset(), partition);
        int gone = partition.unacked.toForgetFor(fact.toOffset());
        if (gone < 0) {
            findings.engineFault(
                    new Where(fact.partition(), -1, -1, -1, -1),
                    "a new coordinator went back from " + fact.fromOffset() + " to " + fact.toOffset()
                            + ", but a later commit was acknowledged");
            partition.unacked.set(fact.toOffset());
            return;
        }
        for (int i = 0; i < gone; i++) {
            int member = partition.unacked.lastMember();
            if (member >= 0) {
                ledger.outstanding(member).applied(partition.unacked.lastCommit(), -1);
            }
            Period period = partition.unacked.takeLast();
            if (period != null) {
                period.unapplied.rolledBack();
                period.oneMoreUnapplied();
            }
        }
    }

    void altered(CommitFact.OffsetsAltered fact, PartitionState partition) {
        stored(fact.partition(), fact.oldOffset(), partition);
        partition.unacked.set(fact.newOffset());
    }

    private void stored(int number, long claimed, PartitionState partition) {
        if (claimed != partition.committed) {
            findings.engineFault(
                    new Where(number, -1, -1, -1, -1),
                    "the stored offset is said to be " + claimed + ", but it was " + partition.committed);
        }
    }
}
