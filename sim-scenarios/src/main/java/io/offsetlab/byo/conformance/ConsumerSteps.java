package io.offsetlab.byo.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The steps that call a method of the consumer which concerns all its partitions. Times are milliseconds. */
final class ConsumerSteps {
    static final List<String> OPS = List.of(
            "subscribe",
            "subscribePattern",
            "unsubscribe",
            "commitSync",
            "commitAsync",
            "paused",
            "assignment",
            "subscription",
            "groupMetadata",
            "enforceRebalance",
            "wakeup",
            "close");

    private static final long DEFAULT = -1;

    private ConsumerSteps() {}

    static Step.Action read(String op, String c, JsonFields step) {
        return switch (op) {
            case "subscribe" -> subscribe(c, step.texts("topics"), ListenerScript.read(step));
            case "subscribePattern" -> subscribe(c, pattern(step), ListenerScript.read(step));
            case "commitSync" -> commitSync(c, CommittedOffsets.read(step), step.number("ms", DEFAULT));
            case "commitAsync" -> commitAsync(c, CommittedOffsets.read(step), step.optionalText("tag"));
            case "close" -> close(c, step.number("ms", DEFAULT), operation(step));
            case "paused" -> stage -> sorted(stage.member(c).consumer().paused());
            case "assignment" -> stage -> assignment(stage.member(c));
            case "subscription" ->
                stage -> List.copyOf(new TreeSet<>(stage.member(c).consumer().subscription()));
            case "groupMetadata" -> stage -> groupMetadata(stage.member(c).consumer());
            default -> plain(op, c);
        };
    }

    private static Pattern pattern(JsonFields step) {
        try {
            return Pattern.compile(step.text("regex"));
        } catch (PatternSyntaxException e) {
            throw step.wrong("a regular expression as regex", e);
        }
    }

    private static Step.Action plain(String op, String c) {
        return stage -> {
            Consumer<String, String> consumer = stage.member(c).consumer();
            switch (op) {
                case "unsubscribe" -> consumer.unsubscribe();
                case "enforceRebalance" -> consumer.enforceRebalance();
                default -> consumer.wakeup();
            }
            return null;
        };
    }

    private static Step.Action subscribe(String c, List<String> topics, ListenerScript script) {
        return stage -> {
            Member member = stage.member(c);
            member.consumer().subscribe(topics, member.listener(script));
            return null;
        };
    }

    private static Step.Action subscribe(String c, Pattern pattern, ListenerScript script) {
        return stage -> {
            Member member = stage.member(c);
            member.consumer().subscribe(pattern, member.listener(script));
            return null;
        };
    }

    private static Step.Action commitSync(String c, CommittedOffsets wanted, long ms) {
        return stage -> {
            Member member = stage.member(c);
            Map<TopicPartition, OffsetAndMetadata> offsets = wanted.of(member);
            if (offsets != null && ms >= 0) {
                member.consumer().commitSync(offsets, Duration.ofMillis(ms));
            } else if (offsets != null) {
                member.consumer().commitSync(offsets);
            } else if (ms >= 0) {
                member.consumer().commitSync(Duration.ofMillis(ms));
            } else {
                member.consumer().commitSync();
            }
            return "ok";
        };
    }

    private static Step.Action commitAsync(String c, CommittedOffsets wanted, @Nullable String tag) {
        return stage -> {
            Member member = stage.member(c);
            Map<TopicPartition, OffsetAndMetadata> offsets = wanted.of(member);
            if (offsets != null) {
                member.consumer().commitAsync(offsets, tag == null ? null : member.callback(tag));
            } else if (tag != null) {
                member.consumer().commitAsync(member.callback(tag));
            } else {
                member.consumer().commitAsync();
            }
            return null;
        };
    }

    private static GroupMembershipOperation operation(JsonFields step) {
        if (!step.has("leave")) {
            return GroupMembershipOperation.DEFAULT;
        }
        String name = step.text("leave").toUpperCase(Locale.ROOT);
        for (GroupMembershipOperation operation : GroupMembershipOperation.values()) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw step.wrong("DEFAULT, LEAVE_GROUP or REMAIN_IN_GROUP as leave");
    }

    private static Step.Action close(String c, long ms, GroupMembershipOperation operation) {
        return stage -> {
            CloseOptions options = CloseOptions.groupMembershipOperation(operation);
            if (ms >= 0) {
                options.withTimeout(Duration.ofMillis(ms));
            }
            stage.member(c).consumer().close(options);
            return null;
        };
    }

    static List<String> assignment(Member member) {
        return sorted(member.consumer().assignment());
    }

    private static List<String> sorted(Iterable<TopicPartition> partitions) {
        TreeSet<TopicPartition> sorted = new TreeSet<>(Runs.BY_NAME);
        partitions.forEach(sorted::add);
        return sorted.stream().map(TopicPartition::toString).toList();
    }

    private static Map<String, Object> groupMetadata(Consumer<String, String> consumer) {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        Map<String, Object> metadata = new TreeMap<>();
        metadata.put("generation", group.generationId());
        metadata.put("member", !group.memberId().isEmpty());
        return metadata;
    }
}
