package io.offsetlab.metric;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunHeader;
import io.offsetlab.trace.TransactionFact;

/**
 * Watches one run for situations. {@link MetricCollector} hands it the facts, so that each is taken apart once; it keeps a few numbers
 * a partition and member, so that watching costs little.
 */
final class SituationCollector implements FactVisitor {
    private final long[] counts = new long[Situation.values().length];
    private final Holdings holdings;
    private final SentCommits[] commits;
    private final Turns turns;
    private final OwnersNow owners;
    private final Transactions transactions;

    SituationCollector(RunHeader header) {
        int members = header.members().size();
        int partitions = header.partitions().size();
        holdings = new Holdings(this::reached, members, partitions);
        commits = new SentCommits[members];
        for (int member = 0; member < members; member++) {
            commits[member] = new SentCommits(this::reached);
        }
        turns = new Turns(this::reached, members);
        owners = new OwnersNow(members, partitions);
        transactions = new Transactions(this::reached, members);
    }

    /** Takes note of a situation that has come. */
    @FunctionalInterface
    interface Sink {
        void reached(Situation situation);
    }

    private void reached(Situation situation) {
        counts[situation.ordinal()]++;
    }

    /**
     * How often the run came into each situation, in their order.
     *
     * @param repeated how many effects happened again, as {@link Metric#REPEATED} counts them
     */
    long[] finish(long repeated) {
        counts[Situation.REDELIVERY.ordinal()] = repeated;
        for (SentCommits ofMember : commits) {
            ofMember.finish();
        }
        return counts.clone();
    }

    @Override
    public void on(LogFact.Hidden fact) {
        holdings.hidden(fact.partition(), fact.from(), fact.to());
    }

    @Override
    public void on(LogFact.LogStartMoved fact) {
        holdings.startsAt(fact.partition(), fact.offset());
    }

    @Override
    public void on(RecordFact.Returned fact) {
        holdings.returned(fact.member(), fact.partition(), fact.from(), fact.to());
    }

    @Override
    public void on(RecordFact.Effect fact) {
        if (fact.outcome() == Outcome.DEAD_LETTERED) {
            reached(Situation.DEAD_LETTER);
        }
        holdings.processed(fact.member(), fact.partition(), fact.to());
        if (fact.outcome() != Outcome.ACCEPTED) {
            holdings.effective(fact.member(), fact.partition(), fact.to());
        }
        if (owners.isZombie(fact.member(), fact.partition()) && fact.outcome() == Outcome.DONE) {
            reached(Situation.ZOMBIE_EFFECT);
        }
    }

    /** What was accepted has its effect from now on. */
    @Override
    public void on(RecordFact.Durable fact) {
        holdings.effective(fact.member(), fact.partition(), fact.to());
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        holdings.moved(fact);
    }

    /** Offsets that are sent to a transaction are no commit yet: the transaction's end is. */
    @Override
    public void on(CommitFact.CommitAsked fact) {
        if (fact.kind() != CommitKind.TRANSACTION) {
            commits[fact.member()].asked(fact.commit(), fact.generation());
        }
    }

    @Override
    public void on(TransactionFact.OffsetsMoved fact) {
        holdings.committed(new CommitFact.CommitApplied(
                fact.at(), fact.partition(), fact.oldOffset(), fact.newOffset(), fact.member(), -1, fact.commit()));
    }

    @Override
    public void on(TransactionFact.Ended fact) {
        transactions.ended(fact);
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        if (fact.member() >= 0) {
            commits[fact.member()].stored(fact.commit(), fact.generation());
        }
        holdings.committed(fact);
    }

    @Override
    public void on(CommitFact.CommitRefused fact) {
        switch (fact.error()) {
            case UNKNOWN_MEMBER_ID -> reached(Situation.REFUSED_UNKNOWN_MEMBER);
            case ILLEGAL_GENERATION -> reached(Situation.REFUSED_ILLEGAL_GENERATION);
            case REBALANCE_IN_PROGRESS -> reached(Situation.REFUSED_REBALANCE);
            case FENCED_INSTANCE_ID -> reached(Situation.REFUSED_FENCED);
            case NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS -> reached(Situation.REFUSED_MOVED);
            default -> {}
        }
    }

    @Override
    public void on(CommitFact.CommitAnswered fact) {
        commits[fact.member()].answered(fact.commit());
    }

    @Override
    public void on(CommitFact.CommitUnknown fact) {
        commits[fact.member()].unknown(fact.commit());
    }

    @Override
    public void on(CommitFact.CommitRolledBack fact) {
        holdings.committed(fact.partition(), fact.toOffset());
    }

    @Override
    public void on(CommitFact.OffsetsAltered fact) {
        holdings.committed(fact.partition(), fact.newOffset());
    }

    @Override
    public void on(GroupFact.Joined fact) {
        owners.joined(fact.member());
        turns.changed(fact.member());
    }

    @Override
    public void on(GroupFact.GenerationFormed fact) {
        owners.formed(fact.members(), fact.partitions());
        turns.formed();
    }

    @Override
    public void on(GroupFact.TargetAssignment fact) {
        turns.formed();
    }

    @Override
    public void on(GroupFact.CurrentAssignment fact) {
        owners.stands(fact.member(), fact.assigned());
    }

    @Override
    public void on(GroupFact.Evicted fact) {
        owners.evicted(fact.member(), fact.cause());
        turns.changed(fact.member());
    }

    @Override
    public void on(GroupFact.Left fact) {
        turns.changed(fact.member());
    }

    @Override
    public void on(GroupFact.CoordinatorMoved fact) {
        holdings.coordinatorMoved();
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        holdings.assigned(fact.member(), fact.partitions());
    }

    @Override
    public void on(GroupFact.Revoked fact) {
        holdings.revoked(fact.member(), fact.partitions());
    }

    @Override
    public void on(GroupFact.Lost fact) {
        reached(Situation.PARTITIONS_LOST);
        holdings.lost(fact.member(), fact.partitions());
    }

    @Override
    public void on(ProcessFact.Crashed fact) {
        holdings.crashed(fact.member());
        commits[fact.member()].crashed();
        turns.over(fact.member());
        transactions.crashed(fact.member());
    }

    @Override
    public void on(ProcessFact.Stopped fact) {
        commits[fact.member()].restart();
        turns.over(fact.member());
        transactions.over(fact.member());
    }

    @Override
    public void on(CallFact.CallEntered fact) {
        turns.entered(fact.member(), fact.call());
        transactions.entered(fact.member(), fact.call());
    }

    @Override
    public void on(CallFact.CallLeft fact) {
        turns.left(fact.member(), fact.call());
        transactions.left(fact.member(), fact.call());
    }

    @Override
    public void on(CallFact.EmptyPolls fact) {
        reached(Situation.EMPTY_POLL);
        turns.polledInVain(fact.member());
    }
}
