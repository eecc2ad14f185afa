package io.offsetlab.report;

import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Ratios;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import java.util.List;

/** What is told of each policy, in the order of the report. */
public enum Column {
    BROKEN(
            "Promise broken",
            "worlds",
            "Worlds in which the policy broke something that it promises itself. Behind \"0 of n\" stands the share that"
                    + " can still hide there with 95 % confidence: 3/n."),
    LOST(
            "Lost",
            "records, worlds",
            "Records without effect below the resume point when the run ends: the group will never read them."),
    PER_CRASH(
            "Repeated per crash",
            "p50 / p99 / max",
            "Records of one partition whose effect happened again because of one crash."),
    PER_REBALANCE(
            "Repeated per rebalance",
            "p50 / p99 / max",
            "The same for an incident that began with an eviction, a member that joins or leaves, or partitions lost."),
    BOUND(
            "Bound",
            "records",
            "How many records of a partition the policy declares to repeat at most in one incident. For each commit in a"
                    + " row that was sent and not applied it counts once more: that far it was stretched."),
    COMMITS(
            "Commit requests",
            "per 1,000 records",
            "Requests to the coordinator for each 1,000 different records finished, repeated sends included."),
    BLOCKED(
            "Blocked",
            "share of time",
            "Of the time in which applications worked on records or waited in commitSync, the share of waiting."),
    THROUGHPUT(
            "Throughput",
            "records/s",
            "Different records finished in a second of virtual time until the last was done, with the same time for each"
                    + " record under every policy."),
    HAND_OVER(
            "Hand-over",
            "p50 / p99",
            "Time from a partition's last effect under one owner to the first under the next."),
    RECOVERY("Recovery", "p50 / p99", "Time from a fault until no record waited.");

    /** What a policy keeps. */
    public static final List<Column> SAFETY = List.of(BROKEN, LOST, PER_CRASH, PER_REBALANCE, BOUND);

    /** What it costs. */
    public static final List<Column> COST = List.of(COMMITS, BLOCKED, THROUGHPUT, HAND_OVER, RECOVERY);

    private final String title;
    private final String unit;
    private final String definition;

    Column(String title, String unit, String definition) {
        this.title = title;
        this.unit = unit;
        this.definition = definition;
    }

    public String title() {
        return title;
    }

    /** What its numbers are counted in. */
    public String unit() {
        return unit;
    }

    /** What it means, for a reader who sees it for the first time. */
    public String definition() {
        return definition;
    }

    /** What it says of a policy. */
    public Cell cell(PolicyStats stats) {
        RunMetrics total = stats.total();
        return switch (this) {
            case BROKEN -> Phrases.proportion(stats.broken());
            case LOST -> lost(stats);
            case PER_CRASH -> repeats(total.get(Series.REPEATS_PER_CRASH));
            case PER_REBALANCE -> repeats(total.get(Series.REPEATS_PER_REBALANCE));
            case BOUND -> Phrases.bound(stats);
            case COMMITS -> Cell.of(stats.commitsToKafka() ? Numbers.rough(Ratios.commitsPerThousand(total)) : "none");
            case BLOCKED -> Cell.of(Numbers.percent(Ratios.blockedShare(total)));
            case THROUGHPUT -> Cell.of(Numbers.rough(Ratios.throughput(total)));
            case HAND_OVER -> times(total.get(Series.HAND_OVER_MICROS));
            case RECOVERY -> times(total.get(Series.RECOVERY_MICROS));
        };
    }

    private static Cell repeats(Samples records) {
        return Cell.of(Phrases.spread(records, Numbers::whole));
    }

    private static Cell lost(PolicyStats stats) {
        Cell worlds = Phrases.proportion(stats.lossy());
        if (stats.lossy().hits() == 0) {
            return worlds;
        }
        String records = Numbers.whole(stats.total().get(Metric.LOST));
        return new Cell(records, "in " + worlds.text(), records + " in " + worlds.text());
    }

    private static Cell times(Samples micros) {
        return Cell.of(
                micros.isEmpty()
                        ? "none seen"
                        : Numbers.duration(micros.quantile(500)) + " / " + Numbers.duration(micros.quantile(990)));
    }
}
