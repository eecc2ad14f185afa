package io.offsetlab.experiment;

import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;
import java.util.function.ToDoubleFunction;

/** What two policies are compared by in one world. */
public enum Comparand {
    LOST("lost records", "records a world", run -> run.get(Metric.LOST)),
    REPEATED("repeated records", "records a world", run -> run.get(Metric.REPEATED)),
    COMMITS("commit requests", "per 1,000 records", Ratios::commitsPerThousand),
    BLOCKED("blocked in commits", "% of working time", Ratios::blockedShare),
    THROUGHPUT("throughput", "records a virtual second", Ratios::throughput);

    private final String title;
    private final String unit;
    private final ToDoubleFunction<RunMetrics> of;

    Comparand(String title, String unit, ToDoubleFunction<RunMetrics> of) {
        this.title = title;
        this.unit = unit;
        this.of = of;
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /** The number of one run. */
    public double of(RunMetrics run) {
        return of.applyAsDouble(run);
    }
}
