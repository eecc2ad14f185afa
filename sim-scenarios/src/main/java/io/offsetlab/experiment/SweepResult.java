package io.offsetlab.experiment;

import java.util.List;
import java.util.stream.IntStream;

/**
 * All that an experiment found, in an order that does not depend on threads.
 *
 * @param plan what was run
 * @param worlds one line for each seed, ascending
 * @param rows one row for each seed and policy: by seed, then in the order of the plan's policies
 */
public record SweepResult(SweepPlan plan, List<WorldLine> worlds, List<RunRow> rows) {

    /** @throws IllegalArgumentException if lines or rows are missing or out of order */
    public SweepResult {
        worlds = List.copyOf(worlds);
        rows = List.copyOf(rows);
        int policies = plan.policies().size();
        if (worlds.size() != plan.seedCount() || rows.size() != (long) worlds.size() * policies) {
            throw new IllegalArgumentException("a plan of " + plan.seedCount() + " seeds and " + policies
                    + " policies cannot have " + worlds.size() + " worlds and " + rows.size() + " rows");
        }
        for (int i = 0; i < rows.size(); i++) {
            RunRow row = rows.get(i);
            long seed = plan.seed(i / policies);
            if (worlds.get(i / policies).seed() != seed || row.seed() != seed || row.policy() != i % policies) {
                throw new IllegalArgumentException("row " + i + " must be of seed " + seed + " and policy "
                        + i % policies + ", but was of seed " + row.seed() + " and policy " + row.policy());
            }
        }
    }

    /** The row of the i-th world and a policy. */
    public RunRow row(int world, int policy) {
        return rows.get(world * plan.policies().size() + policy);
    }

    /** The rows of one policy, by seed. */
    public List<RunRow> rowsOf(int policy) {
        return IntStream.range(0, worlds.size())
                .mapToObj(world -> row(world, policy))
                .toList();
    }
}
