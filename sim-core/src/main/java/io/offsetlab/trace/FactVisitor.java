package io.offsetlab.trace;

/** Takes facts apart by kind; what a visitor does not override, it does not care about. */
public interface FactVisitor {

    default void on(LogFact.Appended fact) {}

    default void on(LogFact.Hidden fact) {}

    default void on(LogFact.LogStartMoved fact) {}

    default void on(LogFact.LastStableMoved fact) {}

    default void on(RecordFact.Fetched fact) {}

    default void on(RecordFact.Returned fact) {}

    default void on(RecordFact.Started fact) {}

    default void on(RecordFact.Effect fact) {}

    default void on(RecordFact.ExternalStored fact) {}

    default void on(RecordFact.ExternalRefused fact) {}

    default void on(RecordFact.ResetExplicit fact) {}

    default void on(RecordFact.Durable fact) {}

    default void on(RecordFact.Stored fact) {}

    default void on(RecordFact.Keyed fact) {}

    default void on(CommitFact.CommitAsked fact) {}

    default void on(CommitFact.CommitApplied fact) {}

    default void on(CommitFact.CommitRefused fact) {}

    default void on(CommitFact.CommitAnswered fact) {}

    default void on(CommitFact.CommitUnknown fact) {}

    default void on(CommitFact.CommitRolledBack fact) {}

    default void on(CommitFact.OffsetsAltered fact) {}

    default void on(TransactionFact.Written fact) {}

    default void on(TransactionFact.OffsetsPending fact) {}

    default void on(TransactionFact.OffsetsAnswered fact) {}

    default void on(TransactionFact.OffsetsMoved fact) {}

    default void on(TransactionFact.Ended fact) {}

    default void on(GroupFact.Joined fact) {}

    default void on(GroupFact.GenerationFormed fact) {}

    default void on(GroupFact.Evicted fact) {}

    default void on(GroupFact.Left fact) {}

    default void on(GroupFact.CoordinatorMoved fact) {}

    default void on(GroupFact.Assigned fact) {}

    default void on(GroupFact.Revoked fact) {}

    default void on(GroupFact.Lost fact) {}

    default void on(GroupFact.TargetAssignment fact) {}

    default void on(GroupFact.CurrentAssignment fact) {}

    default void on(ProcessFact.Crashed fact) {}

    default void on(ProcessFact.Restarted fact) {}

    default void on(ProcessFact.Paused fact) {}

    default void on(ProcessFact.Resumed fact) {}

    default void on(ProcessFact.Stopped fact) {}

    default void on(ProcessFact.Exited fact) {}

    default void on(ProcessFact.LinkChanged fact) {}

    default void on(CallFact.CallEntered fact) {}

    default void on(CallFact.CallLeft fact) {}

    default void on(CallFact.EmptyPolls fact) {}

    default void on(CallFact.Heartbeats fact) {}

    default void on(MessageFact.Traveled fact) {}

    default void on(RunFact.FaultFired fact) {}

    default void on(RunFact.FaultNotReached fact) {}

    default void on(RunFact.Healed fact) {}

    default void on(RunFact.Quiet fact) {}

    default void on(RunFact.Ended fact) {}
}
