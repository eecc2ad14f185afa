package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
    @Test
    void threadsDoNotChangeTheResult() {
        Plan plan = Fakes.plan(3, 10, 59);

        assertThat(Fakes.sweep(plan.withJobs(4))).isEqualTo(Fakes.sweep(plan));
    }

    @Test
    void rowsStandBySeedAndThenInTheOrderOfPolicies() {
        SweepResult sweep = Fakes.sweep(Fakes.plan(2, 7, 8));

        assertThat(sweep.rows()).extracting(RunRow::seed).containsExactly(7L, 7L, 8L, 8L);
        assertThat(sweep.rows()).extracting(RunRow::policy).containsExactly(0, 1, 0, 1);
        assertThat(sweep.rowsOf(1)).containsExactly(sweep.row(0, 1), sweep.row(1, 1));
    }

    @Test
    void progressIsToldUntilAllRunsAreDone() {
        List<Long> told = new ArrayList<>();
        Experiment.run(Fakes.plan(2, 0, 2), (done, total) -> told.add(done * 100 + total), Fakes::run);

        assertThat(told).containsExactly(206L, 406L, 606L);
    }

    @Test
    void aFailureSaysWhichRunItWas() {
        Runner failing = (world, policy, place) -> {
            if (world.seed() == 3 && place == 1) {
                throw new IllegalStateException("boom");
            }
            return Fakes.run(world, policy, place);
        };

        assertThatThrownBy(() -> Experiment.run(Fakes.plan(2, 0, 9).withJobs(2), ProgressListener.NONE, failing))
                .isInstanceOf(RunFailed.class)
                .hasMessageStartingWith("policy policy-1, seed 3: the run failed: ")
                .hasRootCauseMessage("boom");
    }

    @Test
    void aRunThatComesOutDifferentlyIsNoticed() {
        AtomicLong calls = new AtomicLong();
        Runner unsteady = (world, policy, place) -> {
            RunRow row = Fakes.run(world, policy, place);
            long digest = calls.incrementAndGet();
            return new RunRow(
                    row.seed(),
                    place,
                    digest,
                    1,
                    1,
                    1,
                    1,
                    row.violations(),
                    row.fired(),
                    row.situations(),
                    row.metrics(),
                    row.broken());
        };

        assertThatThrownBy(() -> Experiment.run(Fakes.plan(1, 0, 199), ProgressListener.NONE, unsteady))
                .isInstanceOf(Nondeterminism.class)
                .hasMessageMatching(
                        "policy policy-0, seed [0-9]+: the same run had the digests [0-9a-f]{16} and [0-9a-f]{16}");
    }

    @Test
    void aboutOneRunInTwentyIsDoneTwice() {
        Policy policy = Fakes.policies(1).get(0);
        long twice = 0;
        for (long seed = 0; seed < 20_000; seed++) {
            twice += Experiment.isDoneTwice(seed, policy) ? 1 : 0;
        }

        assertThat(twice).isBetween(900L, 1100L);
    }
}
