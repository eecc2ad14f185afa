package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.Experiment;
import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.Statistics;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risk: a sweep depends on how it was run, or is blind for a kind of fault. */
final class SweepTest {
    private static final int SEEDS = 1_000;

    @Test
    void everyKindOfFaultHappensInATwentiethOfTheSeeds() {
        ScenarioSource source = ScenarioSource.generated(Ranges.DEFAULT.with("records", "200..600"));
        Plan plan =
                Plan.of(source, List.of(Policies.SYNC_AFTER_BATCH), 1, SEEDS).withJobs(2);
        Statistics statistics = Statistics.of(Experiment.run(plan, ProgressListener.NONE));
        for (FaultKind kind : FaultKind.values()) {
            assertThat(statistics.policies().get(0).fired().get(kind))
                    .as("seeds of %d in which %s happened", SEEDS, kind)
                    .isGreaterThanOrEqualTo(SEEDS / 20);
        }
    }

    @Test
    void oneThreadAndTwoGiveTheSameRowsAndSoDoesDoingItAgain() {
        Plan plan = Plan.of(SmallWorlds.SOURCE, Policies.all(), 1, 60);
        SweepResult once = Experiment.run(plan, ProgressListener.NONE);

        assertThat(Experiment.run(plan, ProgressListener.NONE)).isEqualTo(once);
        assertThat(Experiment.run(plan.withJobs(2), ProgressListener.NONE)).isEqualTo(once);
    }
}
