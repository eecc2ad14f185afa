package io.offsetlab.experiment;

import io.offsetlab.metric.Metric;
import io.offsetlab.metric.RunMetrics;

/** Ratios of a run's numbers, or of the sums of many runs; 0 where there is nothing to divide by. */
public final class Ratios {
    private static final double MICROS_PER_SECOND = 1_000_000;

    private Ratios() {}

    /** Commit requests for each thousand records that were finished. */
    public static double commitsPerThousand(RunMetrics run) {
        return ratio(1000.0 * run.commitRequests(), run.get(Metric.FINISHED));
    }

    /** Repeated effects for each thousand records that were finished. */
    public static double repeatedPerThousand(RunMetrics run) {
        return ratio(1000.0 * run.get(Metric.REPEATED), run.get(Metric.FINISHED));
    }

    /** Of the time spent working on records or waiting in commitSync, the share of waiting. */
    public static double blockedShare(RunMetrics run) {
        long blocked = run.get(Metric.COMMIT_BLOCKED_MICROS);
        return ratio((double) blocked, blocked + run.get(Metric.PROCESSING_MICROS));
    }

    /** Different records finished in a second of virtual time, until the last was done. */
    public static double throughput(RunMetrics run) {
        return ratio(MICROS_PER_SECOND * run.get(Metric.FINISHED), run.get(Metric.DONE_AT_MICROS));
    }

    private static double ratio(double dividend, long divisor) {
        return divisor == 0 ? 0 : dividend / divisor;
    }
}
