package io.offsetlab.byo;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.ClientConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** subscribe, assign and unsubscribe, with Kafka's checks in Kafka's order. */
final class Subscribing {
    private final Calls calls;
    private final Subscription subscription;
    private final CommittedMaps names;
    private final ConsumerSettings settings;

    Subscribing(Calls calls, Subscription subscription, CommittedMaps names, ConsumerSettings settings) {
        this.calls = calls;
        this.subscription = subscription;
        this.names = names;
        this.settings = settings;
    }

    private Client client() {
        return calls.client();
    }

    static void ensureListener(@Nullable ConsumerRebalanceListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("RebalanceListener cannot be null");
        }
    }

    void ensurePattern(@Nullable Pattern pattern) {
        settings.groupOrThrow();
        if (pattern == null || pattern.toString().isEmpty()) {
            throw new IllegalArgumentException(
                    "Topic pattern to subscribe to cannot be " + (pattern == null ? "null" : "empty"));
        }
    }

    /** Kafka's own refusal, word for word: the classic protocol has no patterns that the coordinator resolves. */
    void ensureServerPatterns() {
        if (protocol() == ClientConfig.Protocol.CLASSIC) {
            throw new UnsupportedOperationException("Subscribe to RE2/J pattern is not supported when usingthe "
                    + GroupProtocol.CLASSIC + " protocol defined in config " + ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        }
    }

    private ClientConfig.Protocol protocol() {
        return client().context().config().protocol();
    }

    /** The topics in force: those that were named, or those that a pattern of the client has found; the coordinator tells none. */
    Set<String> topics() {
        if (!subscription.isByPattern()) {
            return subscription.topics();
        }
        Set<String> found = new TreeSet<>(client().context().metadata().topics());
        found.removeIf(topic -> !subscription.matches(topic));
        return found;
    }

    void toTopics(@Nullable Collection<String> topics, @Nullable ConsumerRebalanceListener listener) {
        settings.groupOrThrow();
        if (topics == null) {
            throw new IllegalArgumentException("Topic collection to subscribe to cannot be null");
        }
        if (topics.isEmpty()) {
            toNothing();
            return;
        }
        for (String topic : topics) {
            if (isBlank(topic)) {
                throw new IllegalArgumentException(
                        "Topic collection to subscribe to cannot contain null or empty topic");
            }
        }
        ensureAssignors();
        subscription.toTopics(topics, listener);
        client().subscribe(new ArrayList<>(new TreeSet<>(topics)));
    }

    void toPattern(Pattern pattern, @Nullable ConsumerRebalanceListener listener) {
        ensureAssignors();
        subscription.toPattern(pattern, listener);
        client().subscribe(subscription::matches);
    }

    void toServerPattern(@Nullable SubscriptionPattern pattern, @Nullable ConsumerRebalanceListener listener) {
        settings.groupOrThrow();
        if (pattern == null || pattern.pattern().isEmpty()) {
            throw new IllegalArgumentException(
                    "Topic pattern to subscribe to cannot be " + (pattern == null ? "null" : "empty"));
        }
        subscription.toServerPattern(listener);
        client().subscribeToRegex(pattern.pattern());
    }

    private void ensureAssignors() {
        if (settings.config()
                .getList(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG)
                .isEmpty()) {
            throw new IllegalStateException("Must configure at least one partition assigner class name to "
                    + ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG + " configuration property");
        }
    }

    void toPartitions(@Nullable Collection<TopicPartition> partitions) {
        if (partitions == null) {
            throw new IllegalArgumentException("Topic partition collection to assign to cannot be null");
        }
        if (partitions.isEmpty()) {
            toNothing();
            return;
        }
        for (TopicPartition partition : partitions) {
            if (partition == null || isBlank(partition.topic())) {
                throw new IllegalArgumentException("Topic partitions to assign to cannot have null or empty topic");
            }
        }
        calls.flush();
        subscription.toPartitions();
        // Kafka keeps them in a hash set, and walks over them in its order
        client().assign(new HashSet<>(partitions)
                .stream().mapToInt(names::number).toArray());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    void toNothing() {
        try {
            calls.await(() -> client().unsubscribe());
        } catch (RuntimeException thrown) {
            if (protocol() == ClientConfig.Protocol.CONSUMER) {
                subscription.clear();
            }
            throw thrown;
        }
        subscription.clear();
    }
}
