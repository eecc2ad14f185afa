package io.offsetlab.invariant;

import io.offsetlab.invariant.Findings.Where;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.TransactionFact;
import org.apache.kafka.common.protocol.Errors;

/**
 * ENGINE rules of the coordinator: a generation gives a partition to one member; a commit is accepted from a current member with
 * the current generation only, or without generation while the group is empty, and a current member is not refused as a stranger
 * (S4.30); the committed offset is the one that was stored last, and is what its commit carried; what was acknowledged stays;
 * answers come in the order in which their commits were sent, and nobody waits for one longer than request.timeout.ms; a generation
 * has a higher number than the one before.
 */
final class CoordinatorRule {
    private static final long REQUEST_TIMEOUT_MILLIS = 30_000;

    private final Ledger ledger;
    private final Findings findings;
    private final EpochRule epochs;

    CoordinatorRule(Ledger ledger, Findings findings, EpochRule epochs) {
        this.ledger = ledger;
        this.findings = findings;
        this.epochs = epochs;
    }

    /**
     * To be called before the generation is in force. A group without members may have been deleted, and begins again. One that spoke
     * the consumer protocol goes on with the number that it had (S5.23).
     */
    void forms(GroupFact.GenerationFormed fact) {
        int least = ledger.group.generation() + (epochs.isActive() ? 0 : 1);
        if (fact.generation() < least && ledger.group.isAnyCertain()) {
            findings.engineFault(
                    new Where(-1, -1, -1, -1, -1),
                    "generation " + fact.generation() + " was formed after generation " + ledger.group.generation());
        }
    }

    /** Nothing goes wrong any more: what is still waited for will never be answered. */
    void quiet(long now) {
        String timeout = ledger.header.clientConfig().get("request.timeout.ms");
        long millis = timeout == null ? REQUEST_TIMEOUT_MILLIS : Long.parseLong(timeout);
        for (int member = 0; member < ledger.memberCount(); member++) {
            int commit = ledger.outstanding(member).sentBefore(now - 1_000 * (millis + 1));
            if (commit >= 0) {
                findings.engineFault(
                        new Where(-1, -1, -1, member, commit),
                        "commit " + commit + " of " + findings.member(member)
                                + " is still waited for, past request.timeout.ms");
            }
        }
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
                            + whyNot(fact.member()));
        }
        if (fact.member() >= 0) {
            OutstandingCommits commits = ledger.outstanding(fact.member());
            if (!ledger.isExempt(fact.member(), fact.commit())
                    && commits.carriesAnother(fact.commit(), fact.generation(), fact.partition(), fact.newOffset())) {
                fault(fact, fact.newOffset() + " was stored, but that is not what the commit carried");
            }
            commits.applied(fact.commit(), 1);
        }
    }

    /**
     * Whether somebody is a member is known from the last assignment in force on, if it has not gone since. Whether its generation is
     * still the current one is not: of a join phase that is over and an assignment that is not yet stored no fact tells.
     */
    void refused(CommitFact.CommitRefused fact) {
        boolean asStranger = fact.error() == Errors.UNKNOWN_MEMBER_ID
                || fact.error() == Errors.FENCED_INSTANCE_ID
                || fact.error() == Errors.GROUP_ID_NOT_FOUND;
        if (asStranger && ledger.group.isCertain(fact.member(), fact.generation())) {
            findings.engineFault(
                    new Where(fact.partition(), -1, -1, fact.member(), fact.commit()),
                    "a commit of " + findings.member(fact.member()) + " was refused with " + fact.error()
                            + ", but it is a member of generation " + fact.generation());
        }
    }

    /** An offset is held for a transaction: from a current member, or from whoever says nothing of a member (S9.2). */
    void pending(TransactionFact.OffsetsPending fact) {
        CommitFact.CommitApplied as = new CommitFact.CommitApplied(
                fact.at(), fact.partition(), -1, fact.offset(), fact.member(), fact.generation(), fact.commit());
        if (fact.generation() >= 0 && !isAcceptable(as)) {
            findings.engineFault(
                    Where.commit(fact.partition(), fact.offset(), fact.member(), fact.commit()),
                    "an offset of " + findings.member(fact.member()) + " in generation " + fact.generation()
                            + " was taken into its transaction, but " + whyNot(fact.member()));
        }
    }

    /** To be called while the partition still has its old offset. */
    void moved(TransactionFact.OffsetsMoved fact, PartitionState partition) {
        stored(fact.partition(), fact.oldOffset(), partition);
    }

    private String whyNot(int member) {
        if (!ledger.group.isMember(member)) {
            return "it is no member";
        }
        return epochs.isActive()
                ? "it is in another epoch and has not held the partition since"
                : "the generation is " + ledger.group.generation();
    }

    private boolean isAcceptable(CommitFact.CommitApplied fact) {
        if (epochs.isActive()) {
            return epochs.accepts(fact);
        }
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
        int latest = commits.answered(fact.commit());
        if (latest != fact.commit()) {
            findings.engineFault(
                    new Where(-1, -1, -1, fact.member(), fact.commit()),
                    "commit " + fact.commit() + " of " + findings.member(fact.member()) + " was answered, but commit "
                            + latest + " had been answered before");
        }
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
                period.maybeMoreUnapplied();
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
