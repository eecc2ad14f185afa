package io.offsetlab.byo;

import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.internals.metrics.HeartbeatMetricsManager;
import org.apache.kafka.clients.consumer.internals.metrics.OffsetCommitMetricsManager;
import org.apache.kafka.common.metrics.CompoundStat;
import org.apache.kafka.common.metrics.Measurable;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.common.metrics.stats.WindowedCount;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** What Kafka's consumer of the classic protocol measures of its group, under Kafka's names (AbstractCoordinator, ConsumerCoordinator). */
final class CoordinatorMeters implements GroupMeters {
    private static final String GROUP = "consumer-coordinator-metrics";
    private static final long NEVER = -1;

    private final Metrics metrics;
    private final VirtualTime time;
    private final OffsetCommitMetricsManager commits;
    private final HeartbeatMetricsManager heartbeats;
    private final Sensor joins;
    private final Sensor syncs;
    private final Sensor rebalances;
    private final Sensor failedRebalances;
    private long rebalanceStartedMillis = NEVER;
    private long rebalanceEndedMillis = NEVER;

    CoordinatorMeters(Metrics metrics, VirtualTime time, IntSupplier assignedPartitions) {
        this.metrics = metrics;
        this.time = time;
        commits = new OffsetCommitMetricsManager(metrics);
        heartbeats = new HeartbeatMetricsManager(metrics);
        joins = exchange("join", "rejoin", "group joins");
        syncs = exchange("sync", "sync", "group syncs");
        rebalances = metrics.sensor("rebalance-latency");
        addRebalances();
        failedRebalances = metrics.sensor("failed-rebalance");
        add(
                failedRebalances,
                "failed-rebalance-total",
                "The total number of failed rebalance events",
                new CumulativeCount());
        add(
                failedRebalances,
                "failed-rebalance-rate-per-hour",
                "The number of failed rebalance events per hour",
                perHour());
        gauge(
                "last-rebalance-seconds-ago",
                "The number of seconds since the last successful rebalance event",
                (config, now) -> rebalanceEndedMillis == NEVER
                        ? -1
                        : TimeUnit.MILLISECONDS.toSeconds(now - rebalanceEndedMillis));
        gauge(
                "assigned-partitions",
                "The number of partitions currently assigned to this consumer",
                (config, now) -> assignedPartitions.getAsInt());
    }

    private Sensor exchange(String name, String timed, String counted) {
        Sensor sensor = metrics.sensor(name + "-latency");
        add(sensor, name + "-time-avg", "The average time taken for a group " + timed, new Avg());
        add(sensor, name + "-time-max", "The max time taken for a group " + timed, new Max());
        CompoundStat meter = new Meter(
                new WindowedCount(),
                metrics.metricName(name + "-rate", GROUP, "The number of " + counted + " per second"),
                metrics.metricName(name + "-total", GROUP, "The total number of " + counted));
        sensor.add(meter);
        return sensor;
    }

    private void addRebalances() {
        String composed = ", which may be composed of several failed re-trials until it succeeded";
        String event = "each event is composed of several failed re-trials until it succeeded";
        String completed = " time taken for a group to complete a successful rebalance" + composed;
        add(rebalances, "rebalance-latency-avg", "The average" + completed, new Avg());
        add(rebalances, "rebalance-latency-max", "The max" + completed, new Max());
        add(
                rebalances,
                "rebalance-latency-total",
                "The total number of milliseconds this consumer has spent in successful rebalances since creation",
                new CumulativeSum());
        add(
                rebalances,
                "rebalance-total",
                "The total number of successful rebalance events, " + event,
                new CumulativeCount());
        add(
                rebalances,
                "rebalance-rate-per-hour",
                "The number of successful rebalance events per hour, " + event,
                perHour());
    }

    private static Rate perHour() {
        return new Rate(TimeUnit.HOURS, new WindowedCount());
    }

    private void add(Sensor sensor, String name, String description, MeasurableStat stat) {
        sensor.add(metrics.metricName(name, GROUP, description), stat);
    }

    private void gauge(String name, String description, Measurable measured) {
        metrics.addMetric(metrics.metricName(name, GROUP, description), measured);
    }

    @Override
    public void sent(Request request) {
        if (request instanceof Request.JoinGroup && rebalanceStartedMillis == NEVER) {
            rebalanceStartedMillis = time.milliseconds();
        } else if (request instanceof Request.Heartbeat) {
            heartbeats.recordHeartbeatSentMs(time.milliseconds());
        }
    }

    @Override
    public void answered(Request request, @Nullable Answer answer, long millis) {
        boolean good = answer != null && answer.error() == Errors.NONE;
        switch (request.kind()) {
            case OFFSET_COMMIT -> {
                if (answer != null) {
                    commits.recordRequestLatency(millis);
                }
            }
            case HEARTBEAT -> {
                if (answer != null) {
                    heartbeats.recordRequestLatency(millis);
                }
            }
            case JOIN_GROUP -> endOfStep(joins, good, millis);
            case SYNC_GROUP -> {
                endOfStep(syncs, good, millis);
                if (good) {
                    rebalanceEndedMillis = time.milliseconds();
                    rebalances.record((double) rebalanceEndedMillis - rebalanceStartedMillis);
                    rebalanceStartedMillis = NEVER;
                }
            }
            default -> {}
        }
    }

    private void endOfStep(Sensor step, boolean good, long millis) {
        if (good) {
            step.record((double) millis);
        } else {
            failedRebalances.record();
        }
    }
}
