package io.offsetlab.group.modern;

import io.offsetlab.engine.Event;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Request.ConsumerGroupHeartbeat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The topics that match the patterns members subscribe to. The coordinator looks for them after it has answered, and not more often
 * than every ten seconds; until then a new pattern matches nothing. After Kafka's maybeUpdateRegularExpressions and
 * TopicRegexResolver, with Java's patterns in place of RE2/J's.
 */
final class TopicPatterns implements Fingerprinted {
    private static final long PAUSE_MICROS = 10_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Surroundings around;
    private final ConsumerGroup group;
    private final Map<String, TreeSet<String>> resolved = new TreeMap<>();
    private final Resolution resolution = new Resolution();
    private TreeSet<String> seen = new TreeSet<>();
    private long resolvedAt = NEVER;

    TopicPatterns(Surroundings around, ConsumerGroup group) {
        this.around = around;
        this.group = group;
    }

    static boolean isValid(ConsumerGroupHeartbeat request) {
        try {
            return request.topicRegex() == null || Pattern.compile(request.topicRegex()) != null;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Empty for a pattern that has not been looked at. */
    TreeSet<String> matching(String pattern) {
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
        }
    }

    private TreeSet<String> wanted() {
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
        TreeSet<String> wanted = wanted();
        if (wanted.isEmpty() || resolution.isScheduled()) {
            return false;
        }
        if (resolvedAt != NEVER && around.now() <= resolvedAt + PAUSE_MICROS) {
            return false;
        }
        return !wanted.equals(resolved.keySet())
                || !seen.containsAll(around.topics().names());
    }

    void resolveIfDue() {
        if (isDue()) {
            around.simulation().scheduleNow(resolution);
        }
    }

    /** Looks for all patterns' topics; other topics than before are another epoch. */
    private void resolve() {
        TreeSet<String> wanted = wanted();
        if (wanted.isEmpty()) {
            return;
        }
        around.beforeChange().run();
        seen = new TreeSet<>(around.topics().names());
        resolvedAt = around.now();
        boolean changed = false;
        for (String pattern : wanted) {
            TreeSet<String> matching = new TreeSet<>(seen);
            Pattern compiled = Pattern.compile(pattern);
            matching.removeIf(topic -> !compiled.matcher(topic).matches());
            changed |= !matching.equals(matching(pattern));
            resolved.put(pattern, matching);
        }
        if (changed || group.hasStaleSubscriptions()) {
            group.refreshSubscriptions();
            group.bumpEpoch();
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
}
