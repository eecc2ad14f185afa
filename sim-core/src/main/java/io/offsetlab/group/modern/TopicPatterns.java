package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import io.offsetlab.protocol.TopicRegex;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The topics that match the patterns members subscribe to. The coordinator looks for them after it has answered, and not more often
 * than every ten seconds; until then a new pattern matches nothing. New topics make it look again with the next heartbeat, topics
 * that are gone are noticed when group.consumer.regex.refresh.interval.ms is over, which is Kafka's ten minutes here. After Kafka's
 * maybeUpdateRegularExpressions and TopicRegexResolver.
 */
final class TopicPatterns implements Fingerprinted {
    private static final long PAUSE_MICROS = 10_000_000;
    private static final long REFRESH_MICROS = 600_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Surroundings around;
    private final ConsumerGroup group;
    private final Map<String, TreeSet<String>> resolved = new TreeMap<>();
    private final Resolution resolution = new Resolution();
    private final Refresh refresh = new Refresh();
    private TreeSet<String> seen = new TreeSet<>();
    private long resolvedAt = NEVER;

    TopicPatterns(Surroundings around, ConsumerGroup group) {
        this.around = around;
        this.group = group;
    }

    /** Whether the heartbeat is answered with INVALID_REGULAR_EXPRESSION. */
    static boolean refuses(ConsumerGroupHeartbeat request) {
        return request.topicRegex() != null && TopicRegex.refusal(request.topicRegex()) != null;
    }

    /** Empty for a pattern that has not been looked at. */
    Set<String> matching(String pattern) {
        return resolved.getOrDefault(pattern, new TreeSet<>());
    }

    boolean isResolved(String pattern) {
        return resolved.containsKey(pattern);
    }

    /** Forgets patterns that nobody subscribes to any more. */
    void retain() {
        resolved.keySet().retainAll(wanted());
        if (resolved.isEmpty()) {
            resolvedAt = NEVER;
            around.simulation().cancel(refresh);
        }
    }

    private Set<String> wanted() {
        TreeSet<String> wanted = new TreeSet<>();
        for (ConsumerMember member : group.members()) {
            if (!member.topicRegex().isEmpty()) {
                wanted.add(member.topicRegex());
            }
        }
        return wanted;
    }

    /** Whether a heartbeat would make the coordinator look for topics. */
    boolean isDue() {
        Set<String> wanted = wanted();
        if (wanted.isEmpty() || resolution.isScheduled()) {
            return false;
        }
        if (resolvedAt != NEVER && around.now() <= resolvedAt + PAUSE_MICROS) {
            return false;
        }
        return !wanted.equals(resolved.keySet())
                || !seen.containsAll(around.topics().names())
                || around.now() > resolvedAt + REFRESH_MICROS;
    }

    void resolveIfDue() {
        if (isDue()) {
            around.simulation().scheduleNow(resolution);
        }
    }

    /** Looks for all patterns' topics; other topics than before are another epoch. */
    private void resolve() {
        Set<String> wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        around.beforeChange().run();
        seen = new TreeSet<>(around.topics().names());
        resolvedAt = around.now();
        boolean changed = false;
        for (String pattern : wanted) {
            TreeSet<String> matching = new TreeSet<>(seen);
            TopicRegex regex = TopicRegex.of(pattern);
            matching.removeIf(topic -> !regex.matches(topic));
            changed |= !matching.equals(matching(pattern));
            resolved.put(pattern, matching);
        }
        if (changed || group.hasStaleSubscriptions()) {
            group.refreshSubscriptions();
            group.bumpEpoch();
        }
        load();
    }

    /** Another coordinator knows what was found, and when. */
    void load() {
        around.simulation().cancel(refresh);
        if (resolvedAt != NEVER) {
            around.simulation().schedule(Math.max(around.now(), resolvedAt + REFRESH_MICROS + 1), refresh);
        }
    }

    void forget() {
        resolved.clear();
        seen = new TreeSet<>();
        resolvedAt = NEVER;
        abandon();
    }

    /** Nobody looks any more. */
    void abandon() {
        around.simulation().cancel(resolution);
        around.simulation().cancel(refresh);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(resolved.size()).add(resolution.isScheduled()).addTime(resolvedAt);
        resolved.forEach((pattern, topics) -> {
            fingerprint.addText(pattern).add(topics.size());
            topics.forEach(fingerprint::addText);
        });
        seen.forEach(fingerprint::addText);
    }

    /** The search, right after the heartbeat that asked for it. */
    private final class Resolution extends Event {
        @Override
        protected void run() {
            resolve();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            // that it is there says all
        }
    }

    /** What was found is old: the next heartbeat makes the coordinator look again, so that none may be skipped from now on. */
    private final class Refresh extends Event {
        @Override
        protected void run() {
            around.beforeChange().run();
        }

        @Override
        public void writeTo(Fingerprint fingerprint) {
            // follows from when the topics were looked for
        }
    }
}
