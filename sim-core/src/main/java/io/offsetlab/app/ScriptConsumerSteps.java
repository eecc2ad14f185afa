package io.offsetlab.app;

import io.offsetlab.consumer.Client;
import io.offsetlab.consumer.Membership;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The steps that call a method of the consumer, polls aside. Times are milliseconds, as in the recordings. */
public final class ScriptConsumerSteps {
    /** The tag of a commitAsync without a callback. */
    private static final Object NO_CALLBACK = new Object();

    private ScriptConsumerSteps() {}

    /** Subscribes to topics. */
    public record Subscribe(String c, List<String> topics, ScriptListener listener) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            if (topics.isEmpty()) {
                return consumer.finish(consumer.client().unsubscribe());
            }
            consumer.client().subscribe(topics);
            consumer.listener(listener);
            return null;
        }
    }

    public record Unsubscribe(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            return consumer.finish(consumer.client().unsubscribe());
        }
    }

    /** Takes partitions by hand. */
    public record Assign(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            if (parts.isEmpty()) {
                return consumer.finish(consumer.client().unsubscribe());
            }
            consumer.client().assign(script.numbers(parts));
            return null;
        }
    }

    /** Processes records that were delivered; {@code n} of them, or all if it is negative. */
    public record ProcessRecords(String c, long n, boolean store) implements ScriptStep {
        @Override
        public String op() {
            return "process";
        }

        @Override
        public Object run(Script script) {
            return script.named(script.consumer(c).records().process(n < 0 ? Long.MAX_VALUE : n, store));
        }
    }

    /** commitSync; with default.api.timeout.ms if {@code ms} is negative. */
    public record CommitSync(String c, ScriptOffsets offsets, long ms) implements ScriptStep {
        @Override
        public Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            long timeoutMicros = ms < 0 ? consumer.apiTimeoutMicros() : ms * 1000;
            consumer.commitSync(resolve(script, consumer, offsets), timeoutMicros);
            return "ok";
        }
    }

    /** commitAsync; without a callback if {@code tag} is null. */
    public record CommitAsync(
            String c, ScriptOffsets offsets, @Nullable String tag) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            Offsets resolved = resolve(script, consumer, offsets);
            return consumer.finish(consumer.client().commitAsync(resolved, tag == null ? NO_CALLBACK : tag));
        }
    }

    private static @Nullable Offsets resolve(Script script, ScriptConsumer consumer, ScriptOffsets wanted) {
        if (wanted.given() != null) {
            return ScriptOffsets.numbered(script, wanted.given(), wanted.metadataSize());
        }
        return wanted.processed() ? consumer.records().behindProcessed() : null;
    }

    public record Seek(String c, TopicPartition tp, long o) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().seek(script.number(tp), o);
            return null;
        }
    }

    public record SeekToBeginning(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().seekToEnds(script.numbers(parts), true);
            return null;
        }
    }

    public record SeekToEnd(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().seekToEnds(script.numbers(parts), false);
            return null;
        }
    }

    public record Pause(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().pause(script.numbers(parts));
            return null;
        }
    }

    public record Resume(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().resume(script.numbers(parts));
            return null;
        }
    }

    public record EnforceRebalance(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().enforceRebalance();
            return null;
        }
    }

    public record Wakeup(String c) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.consumer(c).client().wakeup();
            return null;
        }
    }

    public record Position(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            Map<String, @Nullable Object> positions = new TreeMap<>();
            for (TopicPartition part : parts) {
                Client client = consumer.client();
                positions.put(
                        part.toString(),
                        consumer.finish(client.position(script.number(part), consumer.apiTimeoutMicros())));
            }
            return positions;
        }
    }

    public record Committed(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            int[] wanted = script.numbers(parts);
            List<?> stored = (List<?>) Objects.requireNonNull(
                    consumer.finish(consumer.client().committed(boxed(wanted), consumer.apiTimeoutMicros())));
            Map<String, @Nullable Object> named = new TreeMap<>();
            for (int i = 0; i < wanted.length; i++) {
                Answer.Stored each = (Answer.Stored) stored.get(i);
                named.put(script.world().partitions().get(wanted[i]).toString(), each == null ? null : each.offset());
            }
            return named;
        }
    }

    public record BeginningOffsets(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public Object run(Script script) {
            return ends(script, c, parts, true);
        }
    }

    public record EndOffsets(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public Object run(Script script) {
            return ends(script, c, parts, false);
        }
    }

    private static Object ends(Script script, String c, List<TopicPartition> parts, boolean beginning) {
        ScriptConsumer consumer = script.consumer(c);
        int[] wanted = script.numbers(parts);
        Client client = consumer.client();
        return byPartition(
                script, wanted, consumer.finish(client.ends(boxed(wanted), beginning, consumer.apiTimeoutMicros())));
    }

    private static List<Integer> boxed(int[] partitions) {
        List<Integer> boxed = new ArrayList<>();
        for (int partition : partitions) {
            boxed.add(partition);
        }
        return boxed;
    }

    private static Map<String, @Nullable Object> byPartition(Script script, int[] wanted, @Nullable Object value) {
        List<?> offsets = (List<?>) Objects.requireNonNull(value);
        Map<String, @Nullable Object> named = new TreeMap<>();
        for (int i = 0; i < wanted.length; i++) {
            long offset = ((Answer.Found) offsets.get(i)).offset();
            named.put(script.world().partitions().get(wanted[i]).toString(), offset < 0 ? null : offset);
        }
        return named;
    }

    /** currentLag of each; null where it is not known. */
    public record Lag(String c, List<TopicPartition> parts) implements ScriptStep {
        @Override
        public Object run(Script script) {
            Map<String, @Nullable Object> lags = new TreeMap<>();
            for (TopicPartition part : parts) {
                long lag = script.consumer(c).client().lag(script.number(part));
                lags.put(part.toString(), lag < 0 ? null : lag);
            }
            return lags;
        }
    }

    public record Paused(String c) implements ScriptStep {
        @Override
        public Object run(Script script) {
            int[] paused = script.consumer(c).client().positions().paused();
            return script.texts(script.names(paused));
        }
    }

    public record Assignment(String c) implements ScriptStep {
        @Override
        public Object run(Script script) {
            return script.texts(script.consumer(c).assignment());
        }
    }

    public record GroupMetadata(String c) implements ScriptStep {
        @Override
        public Object run(Script script) {
            Membership.CommitIdentity group =
                    script.consumer(c).client().membership().groupMetadata();
            Map<String, Object> metadata = new TreeMap<>();
            metadata.put("generation", (long) group.generation());
            metadata.put("member", !group.memberId().isEmpty());
            return metadata;
        }
    }

    /** close; with Kafka's default time-out if {@code ms} is negative. */
    public record Close(String c, long ms, GroupMembershipOperation leave) implements ScriptStep {
        private static final long DEFAULT_MICROS = 30_000_000;

        @Override
        public @Nullable Object run(Script script) {
            ScriptConsumer consumer = script.consumer(c);
            if (consumer.client().isClosed()) {
                return null;
            }
            try {
                return consumer.finish(consumer.client().close(ms < 0 ? DEFAULT_MICROS : ms * 1000, leave));
            } finally {
                consumer.process().ended();
            }
        }
    }
}
