package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Ratios;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.experiment.Statistics;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.SeedLine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do with the result.
 *
 * @param asked the invariant that was asked for
 * @param sentence the cheapest policy that never violated it, and the first that did
 * @param cheapest the name of that cheapest policy, or null if every one violated it
 * @param seedLine what replays the first violation, or null if there was none
 */
public record Advice(
        InvariantName asked,
        String sentence,
        @Nullable String cheapest,
        @Nullable SeedLine seedLine) {

    static Advice of(SweepResult sweep, Statistics statistics, InvariantName asked) {
        List<PolicyStats> policies = statistics.policies().stream()
                .filter(stats -> !stats.policy().clairvoyant())
                .toList();
        Optional<PolicyStats> cheapest = policies.stream()
                .filter(stats -> stats.commitsToKafka() && stats.violated().get(asked) == 0)
                .min(Comparator.comparingDouble(stats -> Ratios.commitsPerThousand(stats.total())));
        Optional<PolicyStats> violator = policies.stream()
                .filter(stats -> stats.violated().get(asked) > 0)
                .findFirst();
        SeedLine line = violator.map(stats -> seedLine(sweep, stats, asked)).orElse(null);
        return new Advice(
                asked,
                kept(cheapest, asked, sweep.worlds().size()) + " " + broken(violator, asked, line),
                cheapest.map(stats -> stats.policy().name()).orElse(null),
                line);
    }

    private static String kept(Optional<PolicyStats> cheapest, InvariantName asked, int worlds) {
        if (cheapest.isEmpty()) {
            return "No policy that commits to Kafka came through " + Phrases.worlds(worlds) + " without " + asked + ";";
        }
        PolicyStats stats = cheapest.get();
        return "Cheapest without " + asked + " in " + (worlds == 1 ? "" : "all ") + Phrases.worlds(worlds) + ": "
                + stats.policy().name() + ", with " + Numbers.rough(Ratios.commitsPerThousand(stats.total()))
                + " commit requests per 1,000 records;";
    }

    private static String broken(Optional<PolicyStats> violator, InvariantName asked, @Nullable SeedLine line) {
        if (violator.isEmpty() || line == null) {
            return "no policy had " + asked + ".";
        }
        PolicyStats stats = violator.get();
        return "first with " + asked + ": " + stats.policy().name() + ", in "
                + Phrases.worlds(stats.violated().get(asked)) + ", replayed by " + line.text();
    }

    private static SeedLine seedLine(SweepResult sweep, PolicyStats stats, InvariantName asked) {
        int policy = sweep.plan().policies().indexOf(stats.policy());
        long seed = sweep.rowsOf(policy).stream()
                .filter(row -> row.breaks(asked))
                .mapToLong(RunRow::seed)
                .findFirst()
                .orElseThrow();
        return Comparison.seedLine(sweep.plan(), policy, seed);
    }
}
