package io.offsetlab.narrative;

import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.OffsetRanges;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunHeader;
import io.offsetlab.trace.TransactionFact;
import java.util.ArrayList;
import java.util.List;

/** Where every partition stands after the facts read so far. */
final class Board implements FactVisitor {
    final Words words;
    private final boolean external;
    private final List<PartitionState> partitions = new ArrayList<>();
    private final OffsetRanges[][] inWork;
    private OffsetRanges again = new OffsetRanges();

    Board(RunHeader header) {
        words = new Words(header);
        external = header.promise().resumePoint() == ResumePoint.EXTERNAL_STORE;
        for (int p = 0; p < header.partitions().size(); p++) {
            partitions.add(new PartitionState(p));
        }
        inWork = new OffsetRanges[header.members().size()][partitions.size()];
        for (OffsetRanges[] ofMember : inWork) {
            for (int p = 0; p < ofMember.length; p++) {
                ofMember[p] = new OffsetRanges();
            }
        }
    }

    PartitionState partition(int partition) {
        return partitions.get(partition);
    }

    int partitionCount() {
        return partitions.size();
    }

    boolean external() {
        return external;
    }

    PartitionOffsets snapshot(int partition) {
        return partition(partition).snapshot(external, words);
    }

    List<PartitionOffsets> snapshots() {
        List<PartitionOffsets> all = new ArrayList<>();
        for (int p = 0; p < partitions.size(); p++) {
            all.add(snapshot(p));
        }
        return List.copyOf(all);
    }

    /** The offsets of the effect just read that had an effect before. */
    OffsetRanges again() {
        return again;
    }

    /** What a member has begun and not ended, as text, or nothing. */
    String inWork(int member) {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < partitions.size(); p++) {
            OffsetRanges open = inWork[member][p];
            if (!open.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(words.partition(p))
                        .append('@')
                        .append(Words.ranges(open));
            }
        }
        return text.toString();
    }

    /** The partitions that a member believes to own. */
    int[] ownedBy(int member) {
        return partitions.stream()
                .filter(state -> state.owners.contains(member))
                .mapToInt(partitions::indexOf)
                .toArray();
    }

    @Override
    public void on(LogFact.Appended fact) {
        PartitionState state = partition(fact.partition());
        state.logEnd = Math.max(state.logEnd, fact.to());
    }

    @Override
    public void on(LogFact.Hidden fact) {
        PartitionState state = partition(fact.partition());
        state.passable.add(fact.from(), fact.to());
        state.logEnd = Math.max(state.logEnd, fact.to());
    }

    @Override
    public void on(LogFact.LogStartMoved fact) {
        partition(fact.partition()).logStart = fact.offset();
    }

    @Override
    public void on(RecordFact.Fetched fact) {
        partition(fact.partition()).fetched = fact.to();
    }

    @Override
    public void on(RecordFact.Returned fact) {
        partition(fact.partition()).returned = fact.to();
    }

    @Override
    public void on(RecordFact.Started fact) {
        inWork[fact.member()][fact.partition()].add(fact.from(), fact.to());
    }

    @Override
    public void on(RecordFact.Effect fact) {
        again = new OffsetRanges();
        inWork[fact.member()][fact.partition()].remove(fact.from(), fact.to());
        PartitionState state = partition(fact.partition());
        if (fact.outcome() == Outcome.DONE || fact.outcome() == Outcome.DEAD_LETTERED) {
            again = state.effect(fact.from(), fact.to());
        } else if (fact.outcome() == Outcome.SKIPPED) {
            state.handled(fact.from(), fact.to());
        }
    }

    @Override
    public void on(RecordFact.Durable fact) {
        again = partition(fact.partition()).effect(fact.from(), fact.to());
    }

    @Override
    public void on(RecordFact.Stored fact) {
        partition(fact.partition()).asked = fact.offset();
    }

    @Override
    public void on(RecordFact.ExternalStored fact) {
        partition(fact.partition()).stored = fact.to();
    }

    @Override
    public void on(RecordFact.ResetExplicit fact) {
        partition(fact.partition()).returned = fact.to();
        partition(fact.partition()).fetched = fact.to();
        // whoever reads again from below has marked nothing above
        partition(fact.partition()).asked = Math.min(partition(fact.partition()).asked, fact.to());
    }

    @Override
    public void on(CommitFact.CommitAsked fact) {
        for (int i = 0; i < fact.offsets().size(); i++) {
            partition(fact.offsets().partition(i)).asked = fact.offsets().offset(i);
        }
    }

    @Override
    public void on(CommitFact.CommitApplied fact) {
        partition(fact.partition()).committed = fact.newOffset();
    }

    @Override
    public void on(TransactionFact.OffsetsMoved fact) {
        partition(fact.partition()).committed = fact.newOffset();
    }

    @Override
    public void on(CommitFact.CommitRolledBack fact) {
        partition(fact.partition()).committed = fact.toOffset();
    }

    @Override
    public void on(CommitFact.OffsetsAltered fact) {
        partition(fact.partition()).committed = fact.newOffset();
    }

    @Override
    public void on(GroupFact.Assigned fact) {
        for (int p : fact.partitions()) {
            partition(p).owners.add(fact.member());
        }
    }

    @Override
    public void on(GroupFact.Revoked fact) {
        disown(fact.member(), fact.partitions());
    }

    @Override
    public void on(GroupFact.Lost fact) {
        disown(fact.member(), fact.partitions());
    }

    @Override
    public void on(ProcessFact.Crashed fact) {
        gone(fact.member());
    }

    @Override
    public void on(ProcessFact.Stopped fact) {
        gone(fact.member());
    }

    private void gone(int member) {
        disown(member, ownedBy(member));
        for (OffsetRanges open : inWork[member]) {
            open.clear();
        }
    }

    private void disown(int member, int[] lost) {
        for (int p : lost) {
            partition(p).owners.remove(member);
        }
    }
}
