package io.offsetlab.invariant;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.CallFact;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.EvictionCause;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import io.offsetlab.trace.LinkState;
import io.offsetlab.trace.LogFact;
import io.offsetlab.trace.ProcessFact;
import io.offsetlab.trace.RecordFact;
import io.offsetlab.trace.ResetCause;
import io.offsetlab.trace.RunFact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/** A trace told as prose: three members, two partitions, each fact 10 microseconds after the one before. */
final class TestTrace {
    static final int MEMBERS = 3;
    static final int PARTITIONS = 2;
    static final int MAX_POLL_RECORDS = 5;

    private final List<Fact> facts = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final long[] committed = new long[PARTITIONS];
    private final int[] commits = new int[MEMBERS];
    private Promise promise = new Promise(
            List.of(InvariantName.values()), Formula.polls(1), Formula.UNBOUNDED, ResumePoint.COMMITTED_OFFSET);
    private int generation;
    private long now = 1000;

    private TestTrace() {
        Arrays.fill(committed, -1);
    }

    static TestTrace trace() {
        return new TestTrace();
    }

    /** One member owns partition 0, which holds so many records, and is about to read it from the beginning. */
    static TestTrace oneOwner(long records) {
        return trace().appended(0, 0, records)
                .joined(0)
                .formed(owned(0))
                .assigned(0, 0)
                .reset(0, 0, -1, 0, ResetCause.NOTHING_COMMITTED);
    }

    static int[] owned(int... partitions) {
        return partitions;
    }

    TestTrace promising(InvariantName... kept) {
        promise = new Promise(List.of(kept), promise.redelivery(), promise.residue(), promise.resumePoint());
        return this;
    }

    TestTrace repeatingAtMost(Formula formula) {
        promise = new Promise(promise.kept(), formula, promise.residue(), promise.resumePoint());
        return this;
    }

    TestTrace leavingAtMost(Formula formula) {
        promise = new Promise(promise.kept(), promise.redelivery(), formula, promise.resumePoint());
        return this;
    }

    TestTrace storing() {
        promise = new Promise(promise.kept(), promise.redelivery(), promise.residue(), ResumePoint.EXTERNAL_STORE);
        return this;
    }

    TestTrace fact(Fact fact) {
        facts.add(fact);
        return this;
    }

    long now() {
        return now;
    }

    private long tick() {
        now += 10;
        return now;
    }

    TestTrace appended(int partition, long from, long to) {
        return fact(new LogFact.Appended(tick(), now, partition, from, to));
    }

    TestTrace hidden(int partition, long from, long to) {
        return fact(new LogFact.Hidden(tick(), partition, from, to));
    }

    TestTrace logStart(int partition, long offset) {
        return fact(new LogFact.LogStartMoved(tick(), partition, offset));
    }

    TestTrace joined(int... members) {
        for (int member : members) {
            fact(new GroupFact.Joined(tick(), member, 0));
        }
        return this;
    }

    /** A new generation, in which member i owns the i-th partitions. */
    TestTrace formed(int[]... owned) {
        int[] members = new int[owned.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = i;
        }
        return fact(new GroupFact.GenerationFormed(tick(), ++generation, members, owned));
    }

    TestTrace assigned(int member, int... partitions) {
        return fact(new GroupFact.Assigned(tick(), member, generation, partitions));
    }

    TestTrace revoked(int member, int... partitions) {
        return fact(new GroupFact.Revoked(tick(), member, partitions));
    }

    TestTrace lost(int member, int... partitions) {
        return fact(new GroupFact.Lost(tick(), member, partitions));
    }

    TestTrace evicted(int member) {
        return fact(new GroupFact.Evicted(tick(), member, EvictionCause.SESSION_TIMEOUT));
    }

    TestTrace fenced(int member) {
        return fact(new GroupFact.Evicted(tick(), member, EvictionCause.FENCED));
    }

    TestTrace left(int member) {
        return fact(new GroupFact.Left(tick(), member));
    }

    TestTrace crashed(int member) {
        return fact(new ProcessFact.Crashed(tick(), member, 0));
    }

    TestTrace stopped(int member) {
        return fact(new ProcessFact.Stopped(tick(), member, 0));
    }

    TestTrace restarted(int member) {
        return fact(new ProcessFact.Restarted(tick(), member, 1));
    }

    TestTrace coordinatorMoved() {
        return fact(new GroupFact.CoordinatorMoved(tick(), now));
    }

    TestTrace returned(int member, int partition, long from, long to) {
        return fact(new RecordFact.Returned(tick(), member, partition, from, to));
    }

    /** One effect each 1 microsecond, the last one now. */
    TestTrace effect(int member, int partition, long from, long to, Outcome outcome) {
        now += to - from;
        long last = tick();
        return fact(new RecordFact.Effect(last - (to - from - 1), last, member, partition, from, to, outcome, 0));
    }

    TestTrace done(int member, int partition, long from, long to) {
        return effect(member, partition, from, to, Outcome.DONE);
    }

    TestTrace returnedAndDone(int member, int partition, long from, long to) {
        return returned(member, partition, from, to).done(member, partition, from, to);
    }

    /** Written to the store one by one, the last at the instant of the fact before. */
    TestTrace stored(int member, int partition, long from, long to) {
        return fact(new RecordFact.ExternalStored(now - (to - from - 1), now, member, partition, from, to));
    }

    TestTrace later() {
        tick();
        return this;
    }

    TestTrace seeked(int member, int partition, long from, long to) {
        return fact(new RecordFact.ResetExplicit(tick(), member, partition, from, to, ResetCause.SEEK));
    }

    TestTrace reset(int member, int partition, long from, long to, ResetCause cause) {
        return fact(new RecordFact.ResetExplicit(tick(), member, partition, from, to, cause));
    }

    /** A commit that is sent; its number is one more than that of the member's last. */
    TestTrace asked(int member, int partition, long offset) {
        return asked(member, partition, offset, CommitKind.SYNC);
    }

    /** The commit that a client with auto-commit sends before it joins again. */
    TestTrace askedBeforeRejoining(int member, int partition, long offset) {
        return asked(member, partition, offset, CommitKind.AUTO_REBALANCE);
    }

    private TestTrace asked(int member, int partition, long offset, CommitKind kind) {
        int commit = commits[member]++;
        return fact(
                new CommitFact.CommitAsked(tick(), member, commit, kind, generation, Offsets.of(partition, offset)));
    }

    /** The coordinator stores the member's last commit. */
    TestTrace applied(int member, int partition, long offset) {
        return applied(member, partition, offset, generation);
    }

    TestTrace applied(int member, int partition, long offset, int inGeneration) {
        long old = committed[partition];
        committed[partition] = offset;
        return fact(new CommitFact.CommitApplied(
                tick(), partition, old, offset, member, inGeneration, member < 0 ? -1 : commits[member] - 1));
    }

    TestTrace answered(int member) {
        return fact(new CommitFact.CommitAnswered(tick(), member, commits[member] - 1, Errors.NONE));
    }

    TestTrace committed(int member, int partition, long offset) {
        return asked(member, partition, offset)
                .applied(member, partition, offset)
                .answered(member);
    }

    TestTrace rolledBack(int partition, long to) {
        long from = committed[partition];
        committed[partition] = to;
        return fact(new CommitFact.CommitRolledBack(tick(), partition, from, to));
    }

    TestTrace altered(int partition, long to) {
        long from = committed[partition];
        committed[partition] = to;
        return fact(new CommitFact.OffsetsAltered(tick(), partition, from, to));
    }

    /** A commitSync that fails before anything is sent. */
    TestTrace failedToSend(int member) {
        fact(new CallFact.CallEntered(tick(), member, CallKind.COMMIT_SYNC));
        return fact(new CallFact.CallLeft(tick(), member, CallKind.COMMIT_SYNC, Errors.REQUEST_TIMED_OUT));
    }

    /** The member answers that a commit with this number is stored. */
    TestTrace answered(int member, int commit) {
        return fact(new CommitFact.CommitAnswered(tick(), member, commit, Errors.NONE));
    }

    /** A poll that is entered after so much time, and left. */
    TestTrace polledAfter(int member, long micros) {
        now += micros;
        fact(new CallFact.CallEntered(tick(), member, CallKind.POLL));
        return fact(new CallFact.CallLeft(tick(), member, CallKind.POLL, Errors.NONE));
    }

    TestTrace linkBroken(int member) {
        return fact(new ProcessFact.LinkChanged(tick(), member, LinkState.BROKEN));
    }

    TestTrace quiet() {
        return fact(new RunFact.Quiet(tick(), true));
    }

    TestTrace ended() {
        return fact(new RunFact.Ended(tick()));
    }

    /** The member's process dies; after the eviction another owns partition 0. */
    TestTrace handOver(int from, int to) {
        return evicted(from).takenOver(to);
    }

    /** A new generation gives partition 0 to a member that may have to join first. */
    TestTrace takenOver(int by) {
        int[][] owned = new int[by + 1][];
        Arrays.fill(owned, owned());
        owned[by] = owned(0);
        return joined(by).formed(owned).assigned(by, 0);
    }

    List<Fact> facts() {
        return facts;
    }

    RunHeader header() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int p = 0; p < PARTITIONS; p++) {
            partitions.add(new TopicPartition("orders", p));
        }
        return new RunHeader(
                RunHeader.ENGINE_VERSION,
                "test",
                "test",
                promise,
                1,
                new TreeMap<>(),
                List.of("member-1", "member-2", "member-3"),
                partitions,
                new Formula.Inputs(MAX_POLL_RECORDS, 5_000_000, 1000));
    }

    Judge judge() {
        return judge(facts);
    }

    Judge judge(List<Fact> told) {
        incidents.clear();
        Judge judge = new Judge(header(), incidents::add);
        told.forEach(judge::accept);
        return judge;
    }

    long count(InvariantName invariant) {
        return judge().count(invariant);
    }

    /** The violation of an invariant, or an assertion error that names those there are. */
    Violation violation(InvariantName invariant) {
        List<Violation> violations = judge().violations();
        return violations.stream()
                .filter(v -> v.invariant() == invariant)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + invariant + " among " + violations));
    }

    List<InvariantName> broken() {
        return judge().violations().stream().map(Violation::invariant).toList();
    }

    /** The incidents that the listener was told of. */
    List<Incident> incidents() {
        judge();
        return incidents;
    }
}
