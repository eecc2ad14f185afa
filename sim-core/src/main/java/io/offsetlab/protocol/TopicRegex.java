package io.offsetlab.protocol;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of subscribe(SubscriptionPattern), which the coordinator resolves. Its syntax is RE2/J's, which has no look-around and no
 * back references, and a topic's whole name must match. After Kafka's TopicRegexResolver.
 */
public final class TopicRegex {
    private final Pattern pattern;

    private TopicRegex(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws PatternSyntaxException if it is none */
    public static TopicRegex of(String regex) {
        return new TopicRegex(Pattern.compile(regex));
    }

    /** Why the coordinator refuses a pattern, in Kafka's words, or null if it takes it (Utils.throwIfRegularExpressionIsInvalid). */
    public static @Nullable String refusal(String regex) {
        try {
            of(regex);
            return null;
        } catch (PatternSyntaxException e) {
            return "SubscribedTopicRegex `" + regex + "` is not a valid regular expression: " + e.getDescription()
                    + ".";
        }
    }

    public boolean matches(String topic) {
        return pattern.matches(topic);
    }
}
