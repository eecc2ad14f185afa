package io.offsetlab.experiment;

import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Situation;
import io.offsetlab.protocol.InvariantName;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One policy over all worlds.
 *
 * @param policy which one
 * @param total the numbers of all its runs together
 * @param broken worlds in which it broke a promise
 * @param firstBroken the row of the lowest seed with a broken promise, or null
 * @param lossy worlds that ended with lost records
 * @param repeating worlds in which records were repeated
 * @param incomplete worlds that ended with unread records
 * @param violated in how many worlds each invariant was violated, promised or not
 * @param fired in how many worlds a fault of each kind happened
 * @param situations in how many worlds the run came into each situation
 * @param leastBound the smallest bound on repeats in any world
 * @param mostBound the largest
 * @param mostAllowed the most that any incident was allowed, with the commits counted that were sent and not applied
 * @param events events of all runs
 */
public record PolicyStats(
        PolicyLine policy,
        RunMetrics total,
        Proportion broken,
        @Nullable RunRow firstBroken,
        Proportion lossy,
        Proportion repeating,
        Proportion incomplete,
        EnumCounts<InvariantName> violated,
        EnumCounts<FaultKind> fired,
        EnumCounts<Situation> situations,
        long leastBound,
        long mostBound,
        long mostAllowed,
        long events) {

    static PolicyStats of(PolicyLine policy, List<RunRow> rows) {
        return new PolicyStats(
                policy,
                RunMetrics.sum(rows.stream().map(RunRow::metrics).toList()),
                share(rows, row -> !row.kept()),
                rows.stream().filter(row -> !row.kept()).findFirst().orElse(null),
                share(rows, row -> row.metrics().get(Metric.LOST) > 0),
                share(rows, row -> row.metrics().get(Metric.REPEATED) > 0),
                share(rows, row -> row.metrics().get(Metric.UNREAD) > 0),
                worldsByInvariant(rows),
                worldsByFault(rows),
                worldsBySituation(rows),
                rows.stream().mapToLong(RunRow::bound).min().orElse(0),
                rows.stream().mapToLong(RunRow::bound).max().orElse(0),
                rows.stream().mapToLong(RunRow::allowed).max().orElse(0),
                rows.stream().mapToLong(RunRow::events).sum());
    }

    private static Proportion share(List<RunRow> rows, Predicate<RunRow> of) {
        return new Proportion((int) rows.stream().filter(of).count(), rows.size());
    }

    private static EnumCounts<InvariantName> worldsByInvariant(List<RunRow> rows) {
        long[] worlds = new long[InvariantName.values().length];
        for (InvariantName name : InvariantName.values()) {
            worlds[name.ordinal()] =
                    rows.stream().filter(row -> row.violations().get(name) > 0).count();
        }
        return EnumCounts.of(InvariantName.class, worlds);
    }

    private static EnumCounts<FaultKind> worldsByFault(List<RunRow> rows) {
        long[] worlds = new long[FaultKind.values().length];
        for (FaultKind kind : FaultKind.values()) {
            worlds[kind.ordinal()] =
                    rows.stream().filter(row -> row.fired().get(kind) > 0).count();
        }
        return EnumCounts.of(FaultKind.class, worlds);
    }

    private static EnumCounts<Situation> worldsBySituation(List<RunRow> rows) {
        long[] worlds = new long[Situation.values().length];
        for (RunRow row : rows) {
            for (Situation situation : Situation.values()) {
                worlds[situation.ordinal()] += row.situations().get(situation) > 0 ? 1 : 0;
            }
        }
        return EnumCounts.of(Situation.class, worlds);
    }

    /** How many worlds there were. */
    public int worlds() {
        return broken.of();
    }

    /** Whether it sent any commit to Kafka; what stores its offsets elsewhere, or nowhere, has no commit cost to compare. */
    public boolean commitsToKafka() {
        return total.commitRequests() > 0;
    }
}
