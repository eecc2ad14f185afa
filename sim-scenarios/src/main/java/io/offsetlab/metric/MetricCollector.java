package io.offsetlab.metric;

import io.offsetlab.protocol.Promise;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.FactVisitor;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import io.offsetlab.trace.TransactionFact;
import java.util.BitSet;
import java.util.List;

/**
 * Watches one run and counts. Give it every fact of the run, tell it what each incident did to each partition, and ask once at the end. Facts are
 * taken in without allocation; all arithmetic is in whole numbers.
 */
public final class MetricCollector implements FactSink {
    private final long[] values = new long[Metric.values().length];
    private final LongBag crashRepeats = new LongBag();
    private final LongBag rebalanceRepeats = new LongBag();
    private final BitSet fired = new BitSet();
    private final Progress[] progress;
    private final LongBag handOverGaps = new LongBag();
    private final WorkTime work;
    private final Commits commits;
    private final Recovery recovery = new Recovery();
    private final boolean externalStore;
    private final SituationCollector situations;
    private final Facts facts = new Facts();
    private long healedAt;
    private long now;

    public MetricCollector(RunHeader header) {
        int members = header.members().size();
        int partitions = header.partitions().size();
        progress = new Progress[partitions];
        for (int i = 0; i < partitions; i++) {
            progress[i] = new Progress();
        }
        work = new WorkTime(members);
        commits = new Commits(partitions);
        situations = new SituationCollector(header);
        externalStore = header.promise().resumePoint() == Promise.ResumePoint.EXTERNAL_STORE;
    }

    @Override
    public void accept(Fact fact) {
        now = Math.max(now, fact.at());
        fact.accept(facts);
    }

    /** An incident that began with a crash is over; {@code records} of one of its partitions were repeated. */
    public void crashRepeated(long records) {
        crashRepeats.add(records);
    }

    /** An incident that began otherwise is over; {@code records} of one of its partitions were repeated. */
    public void rebalanceRepeated(long records) {
        rebalanceRepeats.add(records);
    }

    /** A partition stood still between two owners; less than 0 if both worked on it for a time. */
    public void handedOver(long micros) {
        handOverGaps.add(Math.max(0, micros));
    }

    /** Whether the fault at this place of the scenario's list happened. */
    public boolean hasFired(int fault) {
        return fired.get(fault);
    }

    /** The numbers of the run, which is over. */
    public RunMetrics finish() {
        for (Progress partition : progress) {
            partition.addTo(values);
        }
        work.addTo(values);
        commits.addTo(values);
        Samples recoveries = recovery.finish(now);
        long doneAt = recovery.lastHandledAt();
        boolean complete = values[Metric.UNREAD.ordinal()] == 0;
        values[Metric.DONE_AT_MICROS.ordinal()] = doneAt;
        values[Metric.RECOVERY_MICROS.ordinal()] = Math.max(0, (complete ? doneAt : now) - healedAt);
        return RunMetrics.of(
                values,
                List.of(crashRepeats.samples(), rebalanceRepeats.samples(), handOverGaps.samples(), recoveries));
    }

    /** How often the run, which is over, came into each {@link Situation}, in their order. */
    public long[] situations() {
        long repeated = 0;
        for (Progress partition : progress) {
            repeated += partition.repeated();
        }
        return situations.finish(repeated);
    }

    private void count(Metric metric, long more) {
        values[metric.ordinal()] += more;
    }

    /** Takes facts apart; kept inside so that nobody else can hand in half of them. */
    private final class Facts implements FactVisitor {
        @Override
        public void on(LogFact.Appended fact) {
            progress[fact.partition()].appended(fact.from(), fact.to());
            recovery.arrived(fact.at(), fact.to() - fact.from());
        }

        @Override
        public void on(LogFact.Hidden fact) {
            situations.on(fact);
            progress[fact.partition()].hidden(fact.from(), fact.to());
            recovery.hidden(fact.to() - fact.from());
        }

        @Override
        public void on(RecordFact.Started fact) {
            work.started(fact.member(), fact.at(), fact.to() - fact.from());
        }

        @Override
        public void on(RecordFact.Effect fact) {
            situations.on(fact);
            now = Math.max(now, fact.lastAt());
            work.ended(fact.member(), fact.lastAt(), fact.to() - fact.from());
            long first = progress[fact.partition()].effect(fact);
            if (first > 0) {
                recovery.handled(fact.lastAt(), first);
            }
        }

        @Override
        public void on(RecordFact.Durable fact) {
            situations.on(fact);
            long first = progress[fact.partition()].effect(fact.from(), fact.to());
            if (first > 0) {
                recovery.handled(fact.at(), first);
            }
        }

        @Override
        public void on(RecordFact.ExternalStored fact) {
            if (externalStore) {
                progress[fact.partition()].resumesAt(fact.to());
            }
        }

        @Override
        public void on(CommitFact.CommitAsked fact) {
            situations.on(fact);
            commits.asked(fact);
        }

        @Override
        public void on(CommitFact.CommitApplied fact) {
            situations.on(fact);
            commits.applied(fact);
            committed(fact.partition(), fact.newOffset());
        }

        @Override
        public void on(TransactionFact.OffsetsMoved fact) {
            situations.on(fact);
            commits.applied(new CommitFact.CommitApplied(
                    fact.at(), fact.partition(), fact.oldOffset(), fact.newOffset(), fact.member(), -1, fact.commit()));
            committed(fact.partition(), fact.newOffset());
        }

        @Override
        public void on(CommitFact.CommitRefused fact) {
            situations.on(fact);
            commits.refused(fact);
        }

        @Override
        public void on(CommitFact.CommitUnknown fact) {
            situations.on(fact);
            commits.unknown();
        }

        @Override
        public void on(CommitFact.CommitRolledBack fact) {
            situations.on(fact);
            committed(fact.partition(), fact.toOffset());
        }

        @Override
        public void on(CommitFact.OffsetsAltered fact) {
            situations.on(fact);
            committed(fact.partition(), fact.newOffset());
        }

        private void committed(int partition, long offset) {
            if (!externalStore) {
                progress[partition].resumesAt(offset);
            }
        }

        @Override
        public void on(GroupFact.GenerationFormed fact) {
            situations.on(fact);
            count(Metric.REBALANCES, 1);
            commits.generation(fact.members(), fact.partitions());
        }

        @Override
        public void on(GroupFact.TargetAssignment fact) {
            count(Metric.REBALANCES, 1);
        }

        @Override
        public void on(GroupFact.CurrentAssignment fact) {
            commits.holds(fact.member(), fact.assigned(), fact.pending());
        }

        @Override
        public void on(GroupFact.Evicted fact) {
            situations.on(fact);
            count(Metric.EVICTIONS, 1);
        }

        @Override
        public void on(GroupFact.CoordinatorMoved fact) {
            situations.on(fact);
            count(Metric.COORDINATOR_MOVES, 1);
        }

        @Override
        public void on(ProcessFact.Crashed fact) {
            situations.on(fact);
            count(Metric.CRASHES, 1);
            work.ended(fact.member(), fact.at());
        }

        @Override
        public void on(ProcessFact.Stopped fact) {
            situations.on(fact);
            work.ended(fact.member(), fact.at());
        }

        private boolean isCommit(CallKind call) {
            return call == CallKind.COMMIT_SYNC
                    || call == CallKind.SEND_OFFSETS
                    || call == CallKind.COMMIT_TRANSACTION
                    || call == CallKind.ABORT_TRANSACTION;
        }

        @Override
        public void on(CallFact.CallEntered fact) {
            situations.on(fact);
            if (isCommit(fact.call())) {
                work.commitEntered(fact.member(), fact.at());
            }
        }

        @Override
        public void on(CallFact.CallLeft fact) {
            situations.on(fact);
            if (isCommit(fact.call())) {
                work.commitLeft(fact.member(), fact.at());
            }
        }

        @Override
        public void on(CallFact.EmptyPolls fact) {
            situations.on(fact);
            count(Metric.EMPTY_POLLS, fact.count());
        }

        @Override
        public void on(CallFact.Heartbeats fact) {
            count(Metric.HEARTBEATS, fact.count());
        }

        @Override
        public void on(RunFact.FaultFired fact) {
            count(Metric.FAULTS_FIRED, 1);
            fired.set(fact.index());
            recovery.fault(fact.at());
        }

        @Override
        public void on(RunFact.FaultNotReached fact) {
            count(Metric.FAULTS_NOT_REACHED, 1);
        }

        @Override
        public void on(RunFact.Healed fact) {
            healedAt = fact.at();
        }

        @Override
        public void on(CommitFact.CommitAnswered fact) {
            situations.on(fact);
        }

        @Override
        public void on(GroupFact.Assigned fact) {
            situations.on(fact);
        }

        @Override
        public void on(GroupFact.Joined fact) {
            situations.on(fact);
        }

        @Override
        public void on(GroupFact.Left fact) {
            situations.on(fact);
        }

        @Override
        public void on(GroupFact.Lost fact) {
            situations.on(fact);
        }

        @Override
        public void on(GroupFact.Revoked fact) {
            situations.on(fact);
        }

        @Override
        public void on(LogFact.LogStartMoved fact) {
            situations.on(fact);
        }

        @Override
        public void on(RecordFact.ResetExplicit fact) {
            situations.on(fact);
        }

        @Override
        public void on(RecordFact.Returned fact) {
            situations.on(fact);
        }

        @Override
        public void on(TransactionFact.Ended fact) {
            situations.on(fact);
        }
    }
}
