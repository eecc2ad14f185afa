package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.metric.Situation;
import java.util.List;

/** Into which situations the runs came, and into which none did: of those the comparison says nothing. */
public final class SituationMix {
    private SituationMix() {}

    /** {@code 0 to 820}: the worlds in which it came, from the policy with the fewest to that with the most. */
    public static String worlds(Comparison comparison, Situation situation) {
        List<PolicyStats> policies = comparison.statistics().policies();
        return new Range(
                        policies.stream()
                                .mapToLong(stats -> stats.situations().get(situation))
                                .min()
                                .orElse(0),
                        policies.stream()
                                .mapToLong(stats -> stats.situations().get(situation))
                                .max()
                                .orElse(0))
                .text();
    }

    /** One sentence about those that no run came into. */
    public static String neverReached(Comparison comparison) {
        List<String> never = comparison.statistics().neverReached().stream()
                .map(Situation::text)
                .toList();
        return never.isEmpty()
                ? "Every situation of the list was reached."
                : "Situations that no run came into: " + String.join(", ", never) + ".";
    }
}
