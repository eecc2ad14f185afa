package io.offsetlab.experiment;

import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;

/** What two policies are compared by in one world. */
public enum Comparand {
    LOST("lost records", "records a world"),
    REPEATED("repeated records", "records a world"),
    COMMITS("commit requests", "per 1,000 records"),
    BLOCKED("blocked in commits", "% of working time"),
    THROUGHPUT("throughput", "records a virtual second");

    private final String title;
    private final String unit;

    Comparand(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /** The number of one run. */
    public double of(RunMetrics run) {
        return switch (this) {
            case LOST -> (double) run.get(Metric.LOST);
            case REPEATED -> (double) run.get(Metric.REPEATED);
            case COMMITS -> Ratios.commitsPerThousand(run);
            case BLOCKED -> Ratios.blockedShare(run);
            case THROUGHPUT -> Ratios.throughput(run);
        };
    }
}
