package io.offsetlab.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Formula;
import io.offsetlab.protocol.Offsets;
import io.offsetlab.protocol.Outcome;
import io.offsetlab.protocol.Promise;
import io.offsetlab.protocol.Promise.ResumePoint;
import io.offsetlab.trace.CallFact.CallEntered;
import io.offsetlab.trace.CallFact.CallLeft;
import io.offsetlab.trace.CallFact.EmptyPolls;
import io.offsetlab.trace.CallKind;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.CommitFact.CommitRolledBack;
import io.offsetlab.trace.CommitFact.CommitUnknown;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact.GenerationFormed;
import io.offsetlab.trace.LogFact.Appended;
import io.offsetlab.trace.LogFact.Hidden;
import io.offsetlab.trace.ProcessFact.Crashed;
import io.offsetlab.trace.RecordFact.Effect;
import io.offsetlab.trace.RecordFact.ExternalStored;
import io.offsetlab.trace.RecordFact.Started;
import io.offsetlab.trace.RunFact.FaultFired;
import io.offsetlab.trace.RunFact.FaultNotReached;
import io.offsetlab.trace.RunFact.Healed;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

final class MetricCollectorTest {
    private final MetricCollector collector = collector(ResumePoint.COMMITTED_OFFSET);

    private static MetricCollector collector(ResumePoint resumePoint) {
        return new MetricCollector(new RunHeader(
                1,
                "test",
                "test",
                new Promise(List.of(), Formula.UNBOUNDED, Formula.UNBOUNDED, resumePoint),
                1,
                new TreeMap<>(),
                List.of("a", "b"),
                List.of(new TopicPartition("t", 0), new TopicPartition("t", 1)),
                new Formula.Inputs(500, 5_000_000, 1_000)));
    }

    private void tell(Fact... facts) {
        for (Fact fact : facts) {
            collector.accept(fact);
        }
    }

    private long number(Metric metric) {
        return collector.finish().get(metric);
    }

    private static Effect done(long at, long lastAt, int member, int partition, long from, long to) {
        return new Effect(at, lastAt, member, partition, from, to, Outcome.DONE, 0);
    }

    private static CommitApplied applied(int partition, long oldOffset, long newOffset, int member, int commit) {
        return new CommitApplied(50, partition, oldOffset, newOffset, member, 1, commit);
    }

    @Test
    void recordsBelowTheResumePointWithoutEffectAreLost() {
        tell(new Appended(0, 0, 0, 0, 10), done(10, 20, 0, 0, 0, 4), applied(0, -1, 8, 0, 1));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.LOST)).isEqualTo(4);
        assertThat(run.get(Metric.UNREAD)).isEqualTo(2);
        assertThat(run.get(Metric.FINISHED)).isEqualTo(4);
        assertThat(run.get(Metric.RECORDS)).isEqualTo(10);
    }

    @Test
    void hiddenAndSkippedRecordsAreNotLost() {
        tell(
                new Appended(0, 0, 0, 0, 10),
                new Hidden(0, 0, 0, 3),
                new Effect(5, 9, 0, 0, 3, 5, Outcome.SKIPPED, 0),
                done(10, 20, 0, 0, 5, 10),
                applied(0, -1, 10, 0, 1));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.LOST)).isZero();
        assertThat(run.get(Metric.RECORDS)).isEqualTo(7);
        assertThat(run.get(Metric.SKIPPED)).isEqualTo(2);
    }

    @Test
    void aCommitThatIsRolledBackTakesTheLossWithIt() {
        tell(new Appended(0, 0, 0, 0, 10), applied(0, -1, 8, 0, 1), new CommitRolledBack(60, 0, 8, -1));

        assertThat(number(Metric.LOST)).isZero();
    }

    @Test
    void anExternalStoreIsTheResumePointWhereThePolicySaysSo() {
        MetricCollector external = collector(ResumePoint.EXTERNAL_STORE);
        external.accept(new Appended(0, 0, 0, 0, 10));
        external.accept(new ExternalStored(5, 5, 0, 0, 0, 6));
        external.accept(applied(0, -1, 10, 0, 1));

        assertThat(external.finish().get(Metric.LOST)).isEqualTo(6);
    }

    @Test
    void repeatsAreCountedOnceForEachFurtherEffect() {
        tell(
                new Appended(0, 0, 0, 0, 10),
                done(10, 20, 0, 0, 0, 5),
                done(30, 40, 1, 0, 3, 8),
                done(50, 60, 1, 0, 4, 6));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.EFFECTS)).isEqualTo(12);
        assertThat(run.get(Metric.REPEATED)).isEqualTo(4);
        assertThat(run.get(Metric.REPEATED_DISTINCT)).isEqualTo(3);
        assertThat(run.get(Metric.RESIDUE)).isEqualTo(8);
    }

    @Test
    void failedEffectsDoNotCount() {
        tell(new Appended(0, 0, 0, 0, 2), new Effect(5, 9, 0, 0, 0, 1, Outcome.FAILED, 0));

        assertThat(number(Metric.EFFECTS)).isZero();
    }

    @Test
    void aCommitOfSeveralPartitionsCountsOnce() {
        tell(
                new CommitAsked(40, 0, 7, CommitKind.SYNC, 1, Offsets.of(new int[] {0, 1}, new long[] {3, 4})),
                applied(0, -1, 3, 0, 7),
                applied(1, -1, 4, 0, 7),
                new CommitAsked(41, 1, 7, CommitKind.ASYNC, 1, Offsets.of(0, 3)),
                new CommitRefused(50, 0, 1, 1, 7, Errors.ILLEGAL_GENERATION),
                new CommitRefused(50, 1, 1, 1, 7, Errors.ILLEGAL_GENERATION),
                new CommitUnknown(60, 1, 8));
        RunMetrics run = collector.finish();

        assertThat(run.commitRequests()).isEqualTo(2);
        assertThat(run.get(Metric.COMMITS_SYNC)).isEqualTo(1);
        assertThat(run.get(Metric.COMMITS_ASYNC)).isEqualTo(1);
        assertThat(run.get(Metric.OFFSETS_SENT)).isEqualTo(3);
        assertThat(run.get(Metric.COMMITS_APPLIED)).isEqualTo(1);
        assertThat(run.get(Metric.COMMITS_REFUSED)).isEqualTo(1);
        assertThat(run.get(Metric.COMMITS_UNKNOWN)).isEqualTo(1);
    }

    @Test
    void rewindsAndForeignCommitsAreSeen() {
        tell(
                new GenerationFormed(1, 1, new int[] {0, 1}, new int[][] {{0}, {1}}),
                applied(0, -1, 9, 0, 1),
                applied(0, 9, 4, 0, 2),
                applied(1, -1, 2, 0, 3),
                applied(1, 2, 3, -1, 0));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.REWINDS)).isEqualTo(1);
        assertThat(run.get(Metric.REWOUND)).isEqualTo(5);
        assertThat(run.get(Metric.FOREIGN)).isEqualTo(1);
        assertThat(run.get(Metric.REBALANCES)).isEqualTo(1);
    }

    @Test
    void waitingInCommitSyncEndsWithTheCallOrTheProcess() {
        tell(
                new CallEntered(10, 0, CallKind.COMMIT_SYNC),
                new CallEntered(10, 1, CallKind.POLL),
                new CallLeft(35, 0, CallKind.COMMIT_SYNC, Errors.NONE),
                new CallLeft(90, 1, CallKind.POLL, Errors.NONE),
                new CallEntered(100, 0, CallKind.COMMIT_SYNC),
                new Crashed(140, 0, 0));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.COMMIT_BLOCKED_MICROS)).isEqualTo(65);
        assertThat(run.get(Metric.COMMIT_BLOCKED_MAX_MICROS)).isEqualTo(40);
    }

    @Test
    void workIsCountedAlikeHoweverOftenItWasLookedAt() {
        tell(new Started(100, 104, 0, 0, 0, 5), done(101, 105, 0, 0, 0, 5));
        MetricCollector looked = collector(ResumePoint.COMMITTED_OFFSET);
        List<Fact> facts = List.of(
                new Started(100, 102, 0, 0, 0, 3),
                done(101, 102, 0, 0, 0, 2),
                new Started(103, 104, 0, 0, 3, 5),
                done(103, 105, 0, 0, 2, 5));
        facts.forEach(looked::accept);

        assertThat(number(Metric.PROCESSING_MICROS)).isEqualTo(5);
        assertThat(looked.finish().get(Metric.PROCESSING_MICROS)).isEqualTo(5);
    }

    @Test
    void workThatACrashCutsOffCountsUntilThen() {
        tell(new Started(100, 100, 0, 0, 0, 1), new Crashed(170, 0, 0));

        assertThat(number(Metric.PROCESSING_MICROS)).isEqualTo(70);
    }

    @Test
    void faultsAreKnownByTheirPlaceInTheScenario() {
        tell(new FaultFired(5, 2), new FaultNotReached(9, 0));

        assertThat(collector.hasFired(2)).isTrue();
        assertThat(collector.hasFired(0)).isFalse();
        RunMetrics run = collector.finish();
        assertThat(run.get(Metric.FAULTS_FIRED)).isEqualTo(1);
        assertThat(run.get(Metric.FAULTS_NOT_REACHED)).isEqualTo(1);
    }

    @Test
    void recoveryRunsFromTheHealingToTheLastRecord() {
        tell(new Appended(0, 0, 0, 0, 2), new Healed(500), done(600, 730, 0, 0, 0, 2));
        RunMetrics run = collector.finish();

        assertThat(run.get(Metric.RECOVERY_MICROS)).isEqualTo(230);
        assertThat(run.get(Metric.DONE_AT_MICROS)).isEqualTo(730);
    }

    @Test
    void foldedPollsCountAsManyAsTheyStandFor() {
        tell(new EmptyPolls(10, 0, 7), new EmptyPolls(20, 1, 2));

        assertThat(number(Metric.EMPTY_POLLS)).isEqualTo(9);
    }

    @Test
    void whatIncidentsDidIsKeptByCause() {
        collector.crashRepeated(30);
        collector.crashRepeated(10);
        collector.rebalanceRepeated(0);
        collector.handedOver(-5);
        RunMetrics run = collector.finish();

        assertThat(run.get(Series.REPEATS_PER_CRASH)).isEqualTo(Samples.of(10, 30));
        assertThat(run.get(Series.REPEATS_PER_REBALANCE)).isEqualTo(Samples.of(0));
        assertThat(run.get(Series.HAND_OVER_MICROS)).isEqualTo(Samples.of(0));
    }
}
