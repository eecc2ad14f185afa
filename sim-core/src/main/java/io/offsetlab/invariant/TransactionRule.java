package io.offsetlab.invariant;

import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.TransactionFact;
import org.jspecify.annotations.Nullable;

/** Hands what transactions do to the rules that judge it: who may commit is decided when an offset is taken, what it does when it moves. */
final class TransactionRule {
    private final Ledger ledger;
    private final EpochRule epochs;
    private final CoordinatorRule coordinator;
    private final OffsetRule offset;
    private final AtomicRule atomic;

    TransactionRule(
            Ledger ledger, EpochRule epochs, CoordinatorRule coordinator, OffsetRule offset, AtomicRule atomic) {
        this.ledger = ledger;
        this.epochs = epochs;
        this.coordinator = coordinator;
        this.offset = offset;
        this.atomic = atomic;
    }

    /** What is sent to a transaction counts when the transaction ends, so that it leaves no unapplied commit behind. */
    void asked(CommitFact.CommitAsked fact) {
        for (int i = 0; i < fact.offsets().size(); i++) {
            noteLate(fact, ledger.period(fact.member(), fact.offsets().partition(i)));
        }
    }

    /** A commit, with a transaction or without, by a member that has not given up what a generation that it missed took from it. */
    void noteLate(CommitFact.CommitAsked fact, @Nullable Period period) {
        if (period != null
                && period.assigned
                && !epochs.isActive()
                && ledger.group.givesUpLate(fact.member(), period.isHeld())) {
            period.late(fact.commit());
        }
    }

    void written() {
        ledger.transactionSeen();
    }

    void pending(TransactionFact.OffsetsPending fact) {
        ledger.transactionSeen();
        coordinator.pending(fact);
        offset.pending(fact);
    }

    /** To be called while the partition still has its old offset. */
    void moved(TransactionFact.OffsetsMoved fact, PartitionState partition) {
        coordinator.moved(fact, partition);
        offset.moved(fact, partition);
        partition.unacked.set(fact.newOffset());
        committed(fact.member(), fact.partition(), fact.oldOffset(), fact.newOffset(), fact.at());
    }

    void committed(int member, int partition, long oldOffset, long newOffset, long at) {
        if (ledger.judgesTransactions()) {
            atomic.committed(member, partition, oldOffset, newOffset, at);
        }
    }

    void visible(RecordFact.Durable fact) {
        if (ledger.judgesTransactions()) {
            atomic.done(fact);
        }
    }

    void ended(TransactionFact.Ended fact) {
        if (ledger.judgesTransactions()) {
            atomic.ended(fact.member());
        }
    }
}
