package io.offsetlab.cli;

import io.offsetlab.experiment.Plan;
import io.offsetlab.experiment.ProgressListener;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.policy.Policy;
import org.jspecify.annotations.Nullable;

/** The first broken promise of a plan, in the order of seeds and then of policies. */
record Failure(Policy policy, long seed) {
    private static final long FIRST_CHUNK = 16;
    private static final long MOST_CHUNK = 512;

    /**
     * Runs the plan's seeds, a growing number at a time, until a promise breaks. What is found does not depend on the number of
     * threads.
     *
     * @return null if every promise was kept
     */
    static @Nullable Failure first(Plan plan, Progress progress) {
        long total = plan.seedTo() - plan.seedFrom() + 1;
        long from = plan.seedFrom();
        long chunk = FIRST_CHUNK * plan.shards();
        while (from <= plan.seedTo()) {
            long to = Math.min(plan.seedTo(), from + chunk - 1);
            if (to - from + 1 < plan.shard()) {
                return null;
            }
            progress.progress(from - plan.seedFrom(), total);
            Failure failure = in(plan, from, to);
            if (failure != null) {
                return failure;
            }
            from = to + 1;
            chunk = Math.min(2 * chunk, MOST_CHUNK * plan.shards());
        }
        return null;
    }

    private static @Nullable Failure in(Plan plan, long from, long to) {
        Plan part = Plan.of(plan.source(), plan.policies(), from, to)
                .withShard(plan.shard(), plan.shards())
                .withJobs(plan.jobs());
        SweepResult result = Sweeps.run(part, ProgressListener.NONE);
        for (RunRow row : result.rows()) {
            if (!row.kept()) {
                return new Failure(plan.policies().get(row.policy()), row.seed());
            }
        }
        return null;
    }
}
