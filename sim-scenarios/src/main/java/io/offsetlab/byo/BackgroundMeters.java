package io.offsetlab.byo;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Membership.RebalanceWatch;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.clients.consumer.internals.metrics.AsyncConsumerMetrics;
import org.apache.kafka.clients.consumer.internals.metrics.ConsumerRebalanceMetricsManager;
import org.apache.kafka.clients.consumer.internals.metrics.HeartbeatMetricsManager;
import org.apache.kafka.clients.consumer.internals.metrics.OffsetCommitMetricsManager;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.internals.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * What AsyncKafkaConsumer measures of its group and of its two threads, by Kafka's own classes. A rebalance lasts from the assignment
 * that has come until it is in force. The background thread takes no time here: the application's events never wait for it.
 */
final class BackgroundMeters implements GroupMeters, RebalanceWatch {
    private final VirtualTime time;
    private final OffsetCommitMetricsManager commits;
    private final HeartbeatMetricsManager heartbeats;
    private final ConsumerRebalanceMetricsManager rebalances;
    private final AsyncConsumerMetrics threads;

    BackgroundMeters(Metrics metrics, VirtualTime time, Client client) {
        this.time = time;
        commits = new OffsetCommitMetricsManager(metrics);
        heartbeats = new HeartbeatMetricsManager(metrics);
        rebalances = new ConsumerRebalanceMetricsManager(
                metrics, new Assigned(() -> client.positions().assigned().length));
        threads = new AsyncConsumerMetrics(metrics, "consumer-metrics");
        client.membership().watchRebalances(this);
    }

    /** All that the rebalance metrics ask of a subscription. */
    private static final class Assigned extends SubscriptionState {
        private final IntSupplier partitions;

        Assigned(IntSupplier partitions) {
            super(new LogContext(), AutoOffsetResetStrategy.NONE);
            this.partitions = partitions;
        }

        @Override
        public synchronized int numAssignedPartitions() {
            return partitions.getAsInt();
        }
    }

    @Override
    public void sent(Request request) {
        if (request.kind() == Request.Kind.CONSUMER_GROUP_HEARTBEAT) {
            heartbeats.recordHeartbeatSentMs(time.milliseconds());
        }
    }

    @Override
    public void answered(Request request, @Nullable Answer answer, long millis) {
        if (answer != null && request.kind() == Request.Kind.OFFSET_COMMIT) {
            commits.recordRequestLatency(millis);
        } else if (answer != null && request.kind() == Request.Kind.CONSUMER_GROUP_HEARTBEAT) {
            heartbeats.recordRequestLatency(millis);
        }
    }

    @Override
    public void polled() {
        threads.recordApplicationEventQueueSize(0);
        threads.recordApplicationEventQueueTime(0);
        threads.recordApplicationEventQueueProcessingTime(0);
    }

    @Override
    public void started() {
        rebalances.recordRebalanceStarted(time.milliseconds());
    }

    @Override
    public void ended() {
        rebalances.recordRebalanceEnded(time.milliseconds());
    }

    @Override
    public void refused() {
        rebalances.maybeRecordRebalanceFailed();
    }

    @Override
    public void queued(int size) {
        threads.recordBackgroundEventQueueSize(size);
    }

    @Override
    public void taken(long waitedMicros) {
        threads.recordBackgroundEventQueueTime(TimeUnit.MICROSECONDS.toMillis(waitedMicros));
    }
}
