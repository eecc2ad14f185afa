package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Series;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real simulation below the experiment: a member of two is killed in the middle of its work. */
final class ExperimentOnClusterTest {
    private static final List<Policy> POLICIES =
            List.of(Policies.SYNC_AFTER_BATCH, Policies.SYNC_BEFORE_BATCH, Policies.NEVER);
    private static final ScenarioSource KILLED = ScenarioSource.fixed(
            "killed",
            Scenario.named("killed")
                    .members(2)
                    .topic("orders", 2)
                    .burst(300)
                    .processing(1_000, 500)
                    .client("max.poll.records", "40")
                    .fault(Fault.crash(new Anchor.RecordFinished(0, 50), 0, 1_000_000))
                    .until(60_000_000)
                    .build());
    private static final Plan PLAN = Plan.of(KILLED, POLICIES, 0, 5);
    private static final SweepResult SWEEP = Experiment.run(PLAN, ProgressListener.NONE);

    @Test
    void threadsDoNotChangeTheResult() {
        assertThat(Experiment.run(PLAN.withJobs(2), ProgressListener.NONE)).isEqualTo(SWEEP);
    }

    @Test
    void skippingTimeChangesNoNumberButThatOfEmptyPolls() {
        World world = KILLED.draw(1).toWorld(1);
        for (Policy policy : POLICIES) {
            RunMetrics skipped = new ClusterRunner(Skipping.ON, List.of(Application.of(policy)))
                    .run(world, policy, 0)
                    .metrics();
            RunMetrics lived = new ClusterRunner(Skipping.OFF, List.of(Application.of(policy)))
                    .run(world, policy, 0)
                    .metrics();
            for (Metric metric : Metric.values()) {
                if (metric != Metric.EMPTY_POLLS) {
                    assertThat(skipped.get(metric))
                            .as("%s of %s", metric, policy.name())
                            .isEqualTo(lived.get(metric));
                }
            }
            for (Series series : Series.values()) {
                assertThat(skipped.get(series))
                        .as("%s of %s", series, policy.name())
                        .isEqualTo(lived.get(series));
            }
        }
    }

    @Test
    void whoeverCommitsAfterTheBatchRepeatsAtMostABatchAndLosesNothing() {
        for (RunRow row : SWEEP.rowsOf(0)) {
            assertThat(row.kept()).as("%s", row.broken()).isTrue();
            assertThat(row.bound()).isEqualTo(40);
            assertThat(row.metrics().get(Metric.LOST)).isZero();
            assertThat(row.metrics().get(Series.REPEATS_PER_CRASH).max()).isBetween(0L, row.allowed());
        }
    }

    @Test
    void whoeverCommitsBeforeTheBatchLosesTheRestOfIt() {
        assertThat(SWEEP.rowsOf(1)).anySatisfy(row -> {
            assertThat(row.metrics().get(Metric.LOST)).isBetween(1L, 40L);
            assertThat(row.violations().get(InvariantName.LOSS)).isPositive();
        });
    }

    @Test
    void whoeverNeverCommitsRepeatsAndAsksForNothing() {
        for (RunRow row : SWEEP.rowsOf(2)) {
            assertThat(row.metrics().get(Metric.REPEATED)).isPositive();
            assertThat(row.metrics().commitRequests()).isZero();
        }
    }

    @Test
    void theNumbersAgreeWithTheJudge() {
        for (RunRow row : SWEEP.rows()) {
            RunMetrics metrics = row.metrics();
            assertThat(metrics.get(Metric.REPEATED) > 0)
                    .as("%s", metrics)
                    .isEqualTo(row.violations().get(InvariantName.DUP) > 0);
            assertThat(metrics.get(Metric.LOST) == 0 || row.violations().get(InvariantName.LOSS) > 0)
                    .isTrue();
            assertThat(metrics.get(Series.REPEATS_PER_CRASH).sum()
                            + metrics.get(Series.REPEATS_PER_REBALANCE).sum())
                    .isEqualTo(metrics.get(Metric.REPEATED));
        }
    }

    @Test
    void theCrashIsCounted() {
        for (RunRow row : SWEEP.rows()) {
            assertThat(row.fired().get(FaultKind.CRASH)).isEqualTo(1);
            assertThat(row.metrics().get(Metric.FAULTS_FIRED)).isEqualTo(1);
            assertThat(row.metrics().get(Metric.CRASHES)).isEqualTo(1);
            assertThat(row.metrics().get(Metric.RECORDS)).isEqualTo(600);
        }
    }

    @Test
    void theWorldIsDescribed() {
        WorldLine world = SWEEP.worlds().get(0);

        assertThat(world.members()).isEqualTo(2);
        assertThat(world.records()).isEqualTo(600);
        assertThat(world.faults().get(FaultKind.CRASH)).isEqualTo(1);
    }
}
