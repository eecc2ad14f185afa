package io.offsetlab.invariant;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.Numbers;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.TransactionFact;
import org.apache.kafka.common.protocol.Errors;

/** Hands each fact to the rules that judge it and to the state that they share. */
final class Rules implements FactVisitor {
    private final Ledger ledger;
    private final Findings findings;
    private final IncidentLog incidents;
    private final LossRule loss;
    private final RepeatRule repeat;
    private final OffsetRule offset;
    private final EpochRule epochs;
    private final CoordinatorRule coordinator;
    private final DeliveryRule delivery;
    private final Ownership ownership;
    private final AtomicRule atomic;
    private final QuietRule quiet;
    private final UnsentCommits unsent;
    private final TransactionRule transactions;

    Rules(Ledger ledger, Findings findings, IncidentListener listener) {
        this.ledger = ledger;
        this.findings = findings;
        long allowed = ledger.header.promise().redelivery().evaluate(ledger.header.inputs());
        incidents = new IncidentLog(ledger.partitionCount(), allowed, listener);
        loss = new LossRule(ledger, findings);
        repeat = new RepeatRule(
                findings,
                new BoundRule(findings, ledger.header.promise().redelivery().text()));
        offset = new OffsetRule(ledger, findings);
        epochs = new EpochRule(ledger, findings);
        coordinator = new CoordinatorRule(ledger, findings, epochs);
        delivery = new DeliveryRule(ledger, findings);
        ownership = new Ownership(ledger, incidents, coordinator, epochs);
        atomic = new AtomicRule(ledger, findings);
        quiet = new QuietRule(ledger, findings);
        unsent = new UnsentCommits(ledger);
        transactions = new TransactionRule(ledger, epochs, coordinator, offset, atomic);
    }

    void judge(Fact fact) {
        findings.next(fact);
        if (ledger.storeIsResumePoint) {
            atomic.before(fact);
        }
        fact.accept(this);
    }

    Ledger ledger() {
        return ledger;
    }

    IncidentLog incidents() {
        return incidents;
    }

    long lostNow() {
        return loss.lostNow();
    }

    void writeTo(Numbers out) {
        ledger.writeTo(out);
        incidents.writeTo(out);
        atomic.writeTo(out);
        unsent.writeTo(out);
        ownership.writeTo(out);
        epochs.writeTo(out);
    }

    void writeTimesTo(Numbers out, long now) {
        unsent.writeTimesTo(out, now);
    }

    @Override
    public void on(LogFact.Appended fact) {
        PartitionState partition = ledger.partition(fact.partition());
        boolean below = partition.resumePoint > partition.logEnd;
        partition.append(fact.from(), fact.to());
        if (below) {
            loss.check(partition);
        }
    }

    @Override
    public void on(LogFact.Hidden fact) {
        ledger.partition(fact.partition()).hide(fact.from(), fact.to());
    }

    @Override
    public void on(LogFact.LogStartMoved fact) {
        ledger.partition(fact.partition()).startAt(fact.offset());
    }

    @Override
    public void on(RecordFact.Fetched fact) {
        delivery.fetched(fact, ledger.partition(fact.partition()));
    }

    @Override
    public void on(RecordFact.Returned fact) {
        Period period = ledger.heldPeriod(fact.member(), fact.partition());
        delivery.returned(fact, ledger.partition(fact.partition()), period);
        ownership.delivered(fact.at(), fact.partition(), period);
    }

    @Override
    public void on(RecordFact.Effect fact) {
        PartitionState partition = ledger.partition(fact.partition());
        delivery.processed(fact);
        switch (fact.outcome()) {
            case DONE, DEAD_LETTERED -> {
                repeat.done(fact, partition, ledger.usedPeriod(fact.member(), fact.partition()));
                if (ledger.storeIsResumePoint || ledger.judgesTransactions()) {
                    atomic.done(fact);
                }
            }
            case SKIPPED -> {
                partition.handle(fact.from(), fact.to());
                ledger.usedPeriod(fact.member(), fact.partition()).unapplied.progressed();
                if (ledger.storeIsResumePoint) {
                    atomic.done(fact);
                }
            }
            case ACCEPTED ->
                ledger.usedPeriod(fact.member(), fact.partition()).unapplied.progressed();
            case REFUSED, FAILED -> {}
        }
    }

    /** What was accepted has its effect from now on. */
    @Override
    public void on(RecordFact.Durable fact) {
        RecordFact.Effect effect = new RecordFact.Effect(
                fact.at(), fact.at(), fact.member(), fact.partition(), fact.from(), fact.to(), Outcome.DONE, 0);
        repeat.done(effect, ledger.partition(fact.partition()), ledger.usedPeriod(fact.member(), fact.partition()));
        transactions.visible(fact);
    }

    @Override
    public void on(TransactionFact.Written fact) {
        transactions.written();
    }

    @Override
    public void on(TransactionFact.OffsetsPending fact) {
        transactions.pending(fact);
    }

    @Override
    public void on(TransactionFact.OffsetsMoved fact) {
        PartitionState partition = ledger.partition(fact.partition());
        transactions.moved(fact, partition);
        store(partition, fact.newOffset(), fact.member(), fact.commit());
    }

    @Override
    public void on(TransactionFact.Ended fact) {
        transactions.ended(fact);
    }

    @Override
    public void on(RecordFact.Keyed fact) {
        ledger.partition(fact.partition()).keys().learn(fact.offset(), fact.key());
    }

    @Override
    public void on(RecordFact.ExternalStored fact) {
        if (ledger.storeIsResumePoint) {
            atomic.stored(fact);
            PartitionState partition = ledger.partition(fact.partition());
            partition.committer = fact.member();
            partition.commit = -1;
            moveResumePoint(partition, fact.to());
        }
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        Period period = ledger.usedPeriod(fact.member(), fact.partition());
        delivery.moved(fact, ledger.partition(fact.partition()), period);
    }

    @Override
    public void on(CommitFact.CommitAsked fact) {
        Offsets offsets = fact.offsets();
        unsent.asked(fact);
        if (fact.kind() == CommitKind.TRANSACTION) {
            transactions.asked(fact);
            return;
        }
        ledger.outstanding(fact.member()).asked(fact.at(), fact.commit(), fact.kind(), fact.generation(), offsets);
        if (fact.kind() == CommitKind.CLAIRVOYANT) {
            return;
        }
        for (int i = 0; i < offsets.size(); i++) {
            Period period = ledger.period(fact.member(), offsets.partition(i));
            transactions.noteLate(fact, period);
            if (period != null) {
                period.unapplied.asked(fact.commit(), offsets.offset(i));
                period.maybeMoreUnapplied();
            }
        }
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        PartitionState partition = ledger.partition(fact.partition());
        Period period = fact.member() < 0 ? null : ledger.period(fact.member(), fact.partition());
        coordinator.applied(fact, partition);
        offset.applied(fact, partition);
        if (period != null) {
            period.unapplied.applied(fact.commit());
        }
        partition.unacked.stored(fact.member(), fact.commit(), fact.newOffset(), period);
        transactions.committed(fact.member(), fact.partition(), fact.oldOffset(), fact.newOffset(), fact.at());
        store(partition, fact.newOffset(), fact.member(), fact.commit());
    }

    @Override
    public void on(CommitFact.CommitRefused fact) {
        coordinator.refused(fact);
        epochs.refused(fact);
    }

    @Override
    public void on(CommitFact.CommitAnswered fact) {
        coordinator.answered(fact);
        if (fact.error() == Errors.NONE) {
            unsent.answered(fact.member(), fact.commit());
        }
    }

    @Override
    public void on(CommitFact.CommitUnknown fact) {
        ledger.outstanding(fact.member()).done(fact.commit());
    }

    @Override
    public void on(CommitFact.CommitRolledBack fact) {
        PartitionState partition = ledger.partition(fact.partition());
        coordinator.rolledBack(fact, partition);
        store(partition, fact.toOffset(), -1, -1);
    }

    @Override
    public void on(CommitFact.OffsetsAltered fact) {
        PartitionState partition = ledger.partition(fact.partition());
        coordinator.altered(fact, partition);
        partition.altered(fact.oldOffset(), fact.newOffset(), ledger.storeIsResumePoint);
        store(partition, fact.newOffset(), -1, -1);
    }

    private void store(PartitionState partition, long committed, int member, int commit) {
        partition.commit(committed, member, commit);
        if (!ledger.storeIsResumePoint) {
            moveResumePoint(partition, committed);
        }
    }

    private void moveResumePoint(PartitionState partition, long to) {
        partition.resumePoint = to;
        loss.check(partition);
        incidents.resumePointMoved(partition.number, to);
    }

    @Override
    public void on(GroupFact.Joined fact) {
        ownership.joined(fact);
    }

    @Override
    public void on(GroupFact.GenerationFormed fact) {
        ownership.formed(fact);
    }

    @Override
    public void on(GroupFact.Evicted fact) {
        ownership.evicted(fact);
    }

    @Override
    public void on(GroupFact.Left fact) {
        ownership.gone(fact.at(), IncidentCause.LEFT, fact.member());
    }

    @Override
    public void on(GroupFact.TargetAssignment fact) {
        ownership.target(fact);
    }

    @Override
    public void on(GroupFact.CurrentAssignment fact) {
        epochs.current(fact);
    }

    @Override
    public void on(GroupFact.CoordinatorMoved fact) {
        if (!epochs.isActive()) {
            ledger.group.moved();
        }
        unsent.allCutOff();
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        ownership.assigned(fact);
    }

    @Override
    public void on(GroupFact.Revoked fact) {
        ownership.revoked(fact);
    }

    @Override
    public void on(GroupFact.Lost fact) {
        incidents.begin(fact.at(), IncidentCause.LOST, fact.member());
        ownership.ended(fact.at(), fact.member(), fact.partitions(), Period.End.LOST);
        incidents.endIfOver(fact.at());
    }

    @Override
    public void on(ProcessFact.Crashed fact) {
        ledger.group.runs(fact.member(), false);
        ledger.outstanding(fact.member()).clear();
        ownership.endedAll(fact.at(), fact.member(), Period.End.CRASHED, IncidentCause.CRASHED);
    }

    @Override
    public void on(ProcessFact.Restarted fact) {
        ledger.group.runs(fact.member(), true);
    }

    @Override
    public void on(ProcessFact.Stopped fact) {
        ledger.group.runs(fact.member(), false);
        ledger.outstanding(fact.member()).clear();
        ownership.endedAll(fact.at(), fact.member(), Period.End.STOPPED, IncidentCause.STOPPED);
    }

    @Override
    public void on(ProcessFact.Exited fact) {
        ledger.group.exited(fact.member());
    }

    @Override
    public void on(ProcessFact.Resumed fact) {
        unsent.cutOff(fact.member());
    }

    @Override
    public void on(ProcessFact.LinkChanged fact) {
        if (fact.state() != LinkState.HEALTHY) {
            unsent.cutOff(fact.member());
        }
    }

    @Override
    public void on(CallFact.CallEntered fact) {
        unsent.entered(fact);
    }

    @Override
    public void on(CallFact.CallLeft fact) {
        unsent.left(fact);
    }

    @Override
    public void on(RunFact.Quiet fact) {
        atomic.closeAll();
        quiet.quiet();
        coordinator.quiet(fact.at());
    }

    @Override
    public void on(RunFact.Ended fact) {
        atomic.closeAll();
        incidents.finishAll(fact.at());
    }
}
