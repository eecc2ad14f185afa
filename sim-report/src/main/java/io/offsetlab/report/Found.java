package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.SeedLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy that broke what it promises.
 *
 * @param policy its name
 * @param invariants what it broke, each with the number of worlds
 * @param sentence the first broken promise of the lowest seed
 * @param seedLine what replays it
 */
public record Found(String policy, String invariants, String sentence, SeedLine seedLine) {

    /** Every policy of a comparison that broke a promise, in the order of the plan. */
    public static List<Found> in(Comparison comparison) {
        List<Found> list = new ArrayList<>();
        for (PolicyStats stats : comparison.statistics().policies()) {
            RunRow row = stats.firstBroken();
            if (row != null && row.broken() != null) {
                list.add(new Found(
                        stats.policy().name(),
                        invariants(stats),
                        row.broken().sentence(),
                        comparison.seedLine(stats, row.seed())));
            }
        }
        return List.copyOf(list);
    }

    private static String invariants(PolicyStats stats) {
        List<String> parts = new ArrayList<>();
        for (InvariantName name : stats.policy().promises()) {
            long worlds = stats.violated().get(name);
            if (worlds > 0) {
                parts.add(name + " in " + Phrases.worlds(worlds));
            }
        }
        return String.join(", ", parts);
    }
}
