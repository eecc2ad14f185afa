package io.offsetlab.experiment;

import io.offsetlab.metric.Situation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The statistics of a sweep.
 *
 * @param policies one for each policy, in the order of the plan
 * @param differences for each policy its differences from the first, in the order of {@link Comparand}; those of the first are 0
 */
public record Statistics(List<PolicyStats> policies, List<List<Difference>> differences) {

    public Statistics {
        policies = List.copyOf(policies);
        differences = List.copyOf(differences);
    }

    /** @throws IllegalArgumentException if the sweep has no world */
    public static Statistics of(SweepResult sweep) {
        if (sweep.worlds().isEmpty()) {
            throw new IllegalArgumentException("statistics need at least one world, but there was none");
        }
        List<PolicyStats> policies = new ArrayList<>();
        for (int policy = 0; policy < sweep.plan().policies().size(); policy++) {
            policies.add(PolicyStats.of(sweep.plan().policies().get(policy), sweep.rowsOf(policy)));
        }
        return new Statistics(policies, differences(sweep));
    }

    /**
     * The situations that the sweep may be expected to come into, in their order: those that need transactions only if one was
     * committed in any run.
     */
    public List<Situation> expected() {
        boolean transactions = isReached(Situation.TRANSACTION_COMMITTED);
        return Arrays.stream(Situation.values())
                .filter(situation -> transactions || situation.needs() != Situation.Needs.TRANSACTIONS)
                .toList();
    }

    /** Those that no run came into although they may be expected, in their order. */
    public List<Situation> neverReached() {
        return expected().stream().filter(situation -> !isReached(situation)).toList();
    }

    private boolean isReached(Situation situation) {
        return policies.stream().anyMatch(stats -> stats.situations().get(situation) > 0);
    }

    /** The difference of a policy from the first one. */
    public Difference difference(int policy, Comparand by) {
        return differences.get(policy).get(by.ordinal());
    }

    private static List<List<Difference>> differences(SweepResult sweep) {
        Comparand[] comparands = Comparand.values();
        int policies = sweep.plan().policies().size();
        double[][] columns =
                new double[policies * comparands.length][sweep.worlds().size()];
        for (int world = 0; world < sweep.worlds().size(); world++) {
            for (int column = 0; column < columns.length; column++) {
                Comparand by = comparands[column % comparands.length];
                columns[column][world] =
                        by.of(sweep.row(world, column / comparands.length).metrics())
                                - by.of(sweep.row(world, 0).metrics());
            }
        }
        List<Difference> all = List.of(Bootstrap.intervals(columns));
        List<List<Difference>> byPolicy = new ArrayList<>();
        for (int policy = 0; policy < policies; policy++) {
            byPolicy.add(List.copyOf(all.subList(policy * comparands.length, (policy + 1) * comparands.length)));
        }
        return byPolicy;
    }
}
