package io.offsetlab.narrative;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.CallFact.Heartbeats;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.Assigned;
import io.offsetlab.trace.GroupFact.Evicted;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.GroupFact.Joined;
import io.offsetlab.trace.LogFact.Appended;
import io.offsetlab.trace.ProcessFact.Crashed;
import io.offsetlab.trace.ProcessFact.Restarted;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.Fetched;
import io.offsetlab.trace.RecordFact.Returned;
import io.offsetlab.trace.RecordFact.Started;
import io.offsetlab.trace.RunFact.FaultFired;
import io.offsetlab.trace.RunFact.Healed;
import io.offsetlab.trace.RunFact.Quiet;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/** A run by hand: a-0 commits 10 before it has processed 4 to 9 and crashes; a-1 goes on at 10 and processes the rest. */
final class SmallRun {
    static final RunHeader HEADER = new RunHeader(
            1,
            "small",
            "hasty",
            new Promise(List.of(InvariantName.LOSS), Formula.polls(1), Formula.NONE, ResumePoint.COMMITTED_OFFSET),
            7,
            new TreeMap<>(),
            List.of("a-0", "a-1"),
            List.of(new TopicPartition("orders", 0), new TopicPartition("orders", 1)),
            new Formula.Inputs(500, 5_000_000, 1_000));

    static final int BAD = 10;

    static final Finding FINDING = new Finding(
            InvariantName.LOSS, BAD, 0, 4, 10, 0, 1, "LOSS: commit 1 of a-0 put orders-0 to 10 above record 4.");

    private SmallRun() {}

    static List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(List.of(
                new Appended(0, 0, 0, 0, 20),
                new Appended(0, 0, 1, 0, 5),
                new Restarted(0, 0, 0),
                new Joined(1_000, 0, 0),
                new GenerationFormed(2_000, 1, new int[] {0}, new int[][] {{0, 1}}),
                new Assigned(3_000, 0, 1, new int[] {0, 1}),
                new Fetched(4_000, 0, 0, 0, 20),
                new Returned(5_000, 0, 0, 0, 10),
                new Effect(6_000, 9_000, 0, 0, 0, 4, Outcome.DONE, 0),
                new CommitAsked(10_000, 0, 1, CommitKind.ASYNC, 1, Offsets.of(0, 10)),
                new CommitApplied(11_000, 0, -1, 10, 0, 1, 1)));
        facts.addAll(List.of(
                new CommitAnswered(12_000, 0, 1, Errors.NONE),
                new Started(12_500, 12_500, 0, 0, 4, 5),
                new FaultFired(13_000, 0),
                new Crashed(13_000, 0, 0),
                new Heartbeats(14_000, 1, 3),
                new Evicted(45_000_000, 0, EvictionCause.SESSION_TIMEOUT),
                new GenerationFormed(46_000_000, 2, new int[] {1}, new int[][] {{0, 1}}),
                new Assigned(46_001_000, 1, 2, new int[] {0, 1}),
                new Returned(46_002_000, 1, 0, 10, 15),
                new Effect(46_003_000, 46_004_000, 1, 0, 10, 15, Outcome.DONE, 0),
                new Returned(46_005_000, 1, 0, 15, 20),
                new Effect(46_006_000, 46_007_000, 1, 0, 15, 20, Outcome.DONE, 0),
                new Healed(60_000_000),
                new Quiet(61_000_000, true)));
        return facts;
    }

    static BugReport report() {
        return BugReport.of(HEADER, facts(), FINDING, List.of("offsetlab replay ol1:abc"), List.of("crash of a-0"));
    }
}
