package io.offsetlab.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of one run, immutable. */
public final class RunMetrics {
    private static final int METRICS = Metric.values().length;
    private static final int SERIES = Series.values().length;

    private final long[] values;
    private final List<Samples> series;

    private RunMetrics(long[] values, List<Samples> series) {
        this.values = values;
        this.series = series;
    }

    /**
     * The numbers in the order of {@link Metric} and the lists in the order of {@link Series}.
     *
     * @throws IllegalArgumentException if there are more or fewer of them
     */
    public static RunMetrics of(long[] values, List<Samples> series) {
        if (values.length != METRICS || series.size() != SERIES) {
            throw new IllegalArgumentException("there must be " + METRICS + " numbers and " + SERIES
                    + " lists, but there were " + values.length + " and " + series.size());
        }
        return new RunMetrics(values.clone(), List.copyOf(series));
    }

    public long get(Metric metric) {
        return values[metric.ordinal()];
    }

    public Samples get(Series list) {
        return series.get(list.ordinal());
    }

    /** All commit requests, whatever their kind. */
    public long commitRequests() {
        return get(Metric.COMMITS_SYNC)
                + get(Metric.COMMITS_ASYNC)
                + get(Metric.COMMITS_AUTO_INTERVAL)
                + get(Metric.COMMITS_AUTO_REBALANCE)
                + get(Metric.COMMITS_AUTO_CLOSE)
                + get(Metric.COMMITS_CLAIRVOYANT);
    }

    /** The numbers of all these runs together: sums, and of the longest waits the longest. */
    public static RunMetrics sum(List<RunMetrics> runs) {
        long[] values = new long[METRICS];
        for (RunMetrics run : runs) {
            for (Metric metric : Metric.values()) {
                int i = metric.ordinal();
                values[i] = isMaximum(metric) ? Math.max(values[i], run.values[i]) : values[i] + run.values[i];
            }
        }
        List<Samples> series = new ArrayList<>();
        for (Series list : Series.values()) {
            series.add(Samples.union(runs.stream().map(run -> run.get(list)).toList()));
        }
        return new RunMetrics(values, List.copyOf(series));
    }

    private static boolean isMaximum(Metric metric) {
        return metric == Metric.COMMIT_BLOCKED_MAX_MICROS;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunMetrics o && Arrays.equals(values, o.values) && series.equals(o.series);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + series.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Metric metric : Metric.values()) {
            text.append(metric.text()).append('=').append(get(metric)).append(' ');
        }
        for (Series list : Series.values()) {
            text.append(list.text()).append('=').append(get(list)).append(' ');
        }
        return text.toString().strip();
    }
}
