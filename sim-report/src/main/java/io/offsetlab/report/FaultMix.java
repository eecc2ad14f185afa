package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import java.util.ArrayList;
import java.util.List;

/** Which faults the policies had to live through. */
public final class FaultMix {
    private FaultMix() {}

    /** {@code crash in 812 to 820}: the worlds in which a kind happened, from the policy with the fewest to that with the most. */
    public static List<String> kinds(Comparison comparison) {
        List<String> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            if (comparison.workload().plannedIn().get(kind) > 0) {
                kinds.add(Phrases.word(kind) + " in "
                        + fired(comparison.statistics().policies(), kind));
            }
        }
        return List.copyOf(kinds);
    }

    private static String fired(List<PolicyStats> policies, FaultKind kind) {
        return new Range(
                        policies.stream()
                                .mapToLong(stats -> stats.fired().get(kind))
                                .min()
                                .orElse(0),
                        policies.stream()
                                .mapToLong(stats -> stats.fired().get(kind))
                                .max()
                                .orElse(0))
                .text();
    }

    /** {@code 12 of 4,980}: planned faults that did not happen under a policy. */
    public static String notReached(PolicyStats stats) {
        long missed = stats.total().get(Metric.FAULTS_NOT_REACHED);
        long fired = stats.total().get(Metric.FAULTS_FIRED);
        return Numbers.whole(missed) + " of " + Numbers.whole(missed + fired);
    }
}
