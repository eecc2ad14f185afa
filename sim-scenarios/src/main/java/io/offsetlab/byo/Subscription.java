package io.offsetlab.byo;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.jspecify.annotations.Nullable;

/** What a consumer is subscribed to, and by which of the ways that exclude one another (Kafka's SubscriptionState). */
final class Subscription {
    private Kind kind = Kind.NONE;
    private Set<String> topics = Collections.emptySet();
    private @Nullable Pattern pattern;
    private @Nullable ConsumerRebalanceListener listener;

    private enum Kind {
        NONE,
        TOPICS,
        PATTERN,
        SERVER_PATTERN,
        ASSIGNED
    }

    /** @throws IllegalStateException if partitions or a pattern are in force */
    void toTopics(Collection<String> wanted, @Nullable ConsumerRebalanceListener calledBack) {
        become(Kind.TOPICS);
        topics = new TreeSet<>(wanted);
        listener = calledBack;
    }

    /** @throws IllegalStateException if partitions or topics are in force */
    void toPattern(Pattern wanted, @Nullable ConsumerRebalanceListener calledBack) {
        become(Kind.PATTERN);
        pattern = wanted;
        listener = calledBack;
    }

    /** @throws IllegalStateException if partitions, topics or a pattern of the client are in force */
    void toServerPattern(@Nullable ConsumerRebalanceListener calledBack) {
        become(Kind.SERVER_PATTERN);
        listener = calledBack;
    }

    /** @throws IllegalStateException if topics or a pattern are in force */
    void toPartitions() {
        become(Kind.ASSIGNED);
    }

    private void become(Kind next) {
        if (kind != Kind.NONE && kind != next) {
            throw new IllegalStateException("Subscription to topics, partitions and pattern are mutually exclusive");
        }
        kind = next;
    }

    void clear() {
        kind = Kind.NONE;
        topics = Collections.emptySet();
        pattern = null;
        listener = null;
    }

    boolean isNothing() {
        return kind == Kind.NONE;
    }

    boolean isByPattern() {
        return kind == Kind.PATTERN;
    }

    /** The topics subscribed to by name. */
    Set<String> topics() {
        return new LinkedHashSet<>(topics);
    }

    boolean matches(String topic) {
        return pattern != null && pattern.matcher(topic).matches();
    }

    @Nullable
    ConsumerRebalanceListener listener() {
        return listener;
    }
}
