package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the application chose its partitions; these ways exclude each other until it unsubscribes (S1.27). */
public final class Subscription implements Fingerprinted {
    private final Client client;
    private final Metadata metadata;
    private Kind kind = Kind.NONE;
    private @Nullable Predicate<String> pattern;

    /** The ways to choose. */
    enum Kind {
        NONE,
        TOPICS,
        PATTERN,
        REGEX,
        PARTITIONS
    }

    Subscription(Client client) {
        this.client = client;
        this.metadata = client.context().metadata();
    }

    Kind kind() {
        return kind;
    }

    void toTopics(List<String> topics) {
        choose(Kind.TOPICS);
        metadata.want(topics);
        metadata.look(client.context().now());
        client.membership().subscribe(topics);
        keepOnly(partition -> topics.contains(topicOf(partition)));
    }

    void toPattern(Predicate<String> topics) {
        choose(Kind.PATTERN);
        pattern = topics;
        metadata.look(client.context().now());
        follow();
    }

    void toRegex(String regex) {
        choose(Kind.REGEX);
        metadata.want(List.of());
        metadata.look(client.context().now());
        client.membership().subscribeToRegex(regex);
    }

    /** The topics that exist may be others than before: a pattern is matched anew. */
    public void follow() {
        Predicate<String> matches = pattern;
        if (kind == Kind.PATTERN && matches != null) {
            client.membership()
                    .subscribe(metadata.topics().stream().filter(matches).toList());
        }
    }

    void toPartitions(int[] partitions) {
        choose(Kind.PARTITIONS);
        client.positions().assign(partitions);
        client.fetcher().retain(client.positions()::isAssigned);
        metadata.want(Arrays.stream(partitions).mapToObj(this::topicOf).toList());
        metadata.look(client.context().now());
    }

    /** Nothing more of other partitions is handed out, though they stay assigned until the next rebalance. */
    private void keepOnly(IntPredicate subscribed) {
        client.positions().markSubscribed(subscribed);
        client.fetcher().retain(subscribed);
    }

    private String topicOf(int partition) {
        return client.context().partitions().get(partition).topic();
    }

    /** @throws IllegalStateException if another way was chosen before */
    private void choose(Kind way) {
        if (kind != Kind.NONE && kind != way) {
            throw new IllegalStateException("Subscription to topics, partitions and pattern are mutually exclusive");
        }
        kind = way;
    }

    /** Unsubscribed. */
    public void clear() {
        kind = Kind.NONE;
        pattern = null;
        metadata.want(List.of());
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(kind.ordinal());
    }
}
