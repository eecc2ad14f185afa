package io.offsetlab.byo;

import io.offsetlab.cluster.TrafficListener;
import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import io.offsetlab.consumer.Upcall;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import io.offsetlab.protocol.WallClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.FetchMetricsRegistry;
import org.apache.kafka.clients.consumer.internals.metrics.KafkaConsumerMetrics;
import org.apache.kafka.clients.consumer.internals.metrics.RebalanceCallbackMetricsManager;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The metrics of one consumer, kept by Kafka's own classes on virtual time. */
final class Meters implements TrafficListener {
    private static final String PREFIX = "consumer";
    private static final String CLIENT_ID = "client-id";

    private final VirtualTime time;
    private final Metrics metrics;
    private @Nullable KafkaConsumerMetrics calls;
    private @Nullable FetchMeters fetching;
    private @Nullable GroupMeters coordinator;
    private @Nullable RebalanceCallbackMetricsManager callbacks;
    private @Nullable Interception<?, ?> interception;
    private @Nullable Client ofMember;

    /** @param fromTheStart whether anything is counted before somebody asks for the first time */
    Meters(ConsumerSettings settings, VirtualTime time, boolean fromTheStart) {
        this.time = time;
        ConsumerConfig config = settings.config();
        MetricConfig metricConfig = new MetricConfig()
                .samples(config.getInt(ConsumerConfig.METRICS_NUM_SAMPLES_CONFIG))
                .timeWindow(config.getLong(ConsumerConfig.METRICS_SAMPLE_WINDOW_MS_CONFIG), TimeUnit.MILLISECONDS)
                .recordLevel(
                        Sensor.RecordingLevel.forName(config.getString(ConsumerConfig.METRICS_RECORDING_LEVEL_CONFIG)))
                .tags(Collections.singletonMap(CLIENT_ID, settings.clientId()));
        metrics = new Metrics(metricConfig, new ArrayList<>(), time);
        if (fromTheStart) {
            count();
        }
    }

    /** Kafka's sensors cost more to make than a small run takes. */
    private void count() {
        calls = new KafkaConsumerMetrics(metrics);
        fetching = new FetchMeters(metrics, new FetchMetricsRegistry(Collections.singleton(CLIENT_ID), PREFIX));
        countOfMember();
    }

    private void countOfMember() {
        Client client = ofMember;
        if (client != null && calls != null) {
            coordinator = client.context().config().protocol() == ClientConfig.Protocol.CONSUMER
                    ? new BackgroundMeters(metrics, time, client)
                    : new CoordinatorMeters(
                            metrics, time, () -> client.positions().assigned().length);
            callbacks = new RebalanceCallbackMetricsManager(metrics);
        }
    }

    /** Measures a client that may be a member of a group. */
    void watch(Client client, boolean hasGroup, Interception<?, ?> told) {
        interception = told;
        ofMember = hasGroup ? client : null;
        countOfMember();
    }

    Metrics metrics() {
        return metrics;
    }

    Map<MetricName, ? extends Metric> all() {
        if (calls == null) {
            count();
        }
        return Collections.unmodifiableMap(metrics.metrics());
    }

    /** What is measured of fetching, or null as long as nothing is. */
    @Nullable
    FetchMeters fetching() {
        return fetching;
    }

    void pollStarts() {
        if (calls != null) {
            calls.recordPollStart(time.milliseconds());
        }
        if (coordinator != null) {
            coordinator.polled();
        }
    }

    void pollEnds() {
        if (calls != null) {
            calls.recordPollEnd(time.milliseconds());
        }
    }

    long nanos() {
        return time.nanoseconds();
    }

    void commitSyncTook(long nanos) {
        if (calls != null) {
            calls.recordCommitSync(nanos);
        }
    }

    /** The listener has returned from being told of partitions. */
    void callbackTook(Upcall told, long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (callbacks == null) {
            return;
        }
        if (told instanceof Upcall.Assigned) {
            callbacks.recordPartitionsAssignedLatency(millis);
        } else if (told instanceof Upcall.Revoked) {
            callbacks.recordPartitionsRevokedLatency(millis);
        } else if (told instanceof Upcall.Lost) {
            callbacks.recordPartitionsLostLatency(millis);
        }
    }

    void committedTook(long nanos) {
        if (calls != null) {
            calls.recordCommitted(nanos);
        }
    }

    @Override
    public void sent(Request request) {
        if (coordinator != null) {
            coordinator.sent(request);
        }
    }

    @Override
    public void answered(Request request, @Nullable Answer answer, long sentAt) {
        long millis = time.milliseconds() - WallClock.millis(sentAt);
        if (request.kind() == Request.Kind.FETCH) {
            if (answer != null && fetching != null) {
                fetching.fetched(millis);
            }
        } else {
            if (coordinator != null) {
                coordinator.answered(request, answer, millis);
            }
            tellInterceptors(request, answer);
        }
    }

    private void tellInterceptors(Request request, @Nullable Answer answer) {
        if (interception != null
                && request instanceof Request.OffsetCommit commit
                && answer != null
                && answer.error() == Errors.NONE) {
            interception.committed(commit.offsets());
        }
    }

    void close() {
        if (calls != null) {
            calls.close();
        }
        metrics.close();
    }
}
