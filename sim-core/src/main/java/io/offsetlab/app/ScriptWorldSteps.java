package io.offsetlab.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** The steps that act on topics, time and the group, beside all consumers. Times are milliseconds, as in the recordings. */
public final class ScriptWorldSteps {
    private static final long AWAITED_AT_MOST_MICROS = 20_000_000;
    private static final long LOOK_EVERY_MICROS = 20_000;

    /** An administrator's request takes its way like any other, and comes behind what was sent before. */
    static final long ADMIN_MICROS = 2_000;

    private ScriptWorldSteps() {}

    /** Makes a topic with {@code p} partitions. */
    public record Topic(String t, int p) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().create(partitions(t, p));
            return null;
        }
    }

    /** Lets a topic grow to {@code p} partitions. */
    public record AddPartitions(String t, int p) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().create(partitions(t, p));
            return null;
        }
    }

    static List<TopicPartition> partitions(String topic, int count) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }

    /** Appends {@code n} records. */
    public record Produce(TopicPartition tp, long n) implements ScriptStep {
        @Override
        public Object run(Script script) {
            long first = script.world().produce(script.number(tp), n);
            ScriptRuns runs = new ScriptRuns();
            runs.add(first, first + n);
            return runs.toString();
        }
    }

    /** Deletes the records below an offset. */
    public record DeleteRecords(TopicPartition tp, long before) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().deleteRecords(script.number(tp), before);
            return null;
        }
    }

    /** Lets time pass. */
    public record Advance(long ms) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().advance(ms * 1000);
            return null;
        }
    }

    /** Admin.alterConsumerGroupOffsets. */
    public record AlterOffsets(Map<TopicPartition, Long> offsets) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().advance(ADMIN_MICROS);
            return succeeded(script.world().alterOffsets(ScriptOffsets.numbered(script, offsets, 0)));
        }
    }

    /** Admin.deleteConsumerGroupOffsets. */
    public record DeleteOffsets(List<TopicPartition> parts) implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().advance(ADMIN_MICROS);
            return succeeded(script.world().deleteOffsets(script.numbers(parts)));
        }
    }

    /** Admin.deleteConsumerGroups. */
    public record DeleteGroup() implements ScriptStep {
        @Override
        public @Nullable Object run(Script script) {
            script.world().advance(ADMIN_MICROS);
            return succeeded(script.world().deleteGroup());
        }
    }

    private static @Nullable Object succeeded(Errors error) {
        if (error != Errors.NONE) {
            throw error.exception();
        }
        return null;
    }

    /** Admin.listConsumerGroupOffsets. */
    public record GroupCommitted() implements ScriptStep {
        @Override
        public Object run(Script script) {
            script.world().advance(ADMIN_MICROS);
            return script.named(script.world().committed());
        }
    }

    /** Waits until the group has so many members; the result is how many it has then. */
    public record AwaitMembers(int n) implements ScriptStep {
        @Override
        public Object run(Script script) {
            ScriptWorld world = script.world();
            long until = world.now() + AWAITED_AT_MOST_MICROS;
            while (world.memberCount() != n && world.now() < until) {
                world.advance(LOOK_EVERY_MICROS);
            }
            return (long) world.memberCount();
        }
    }

    /** What the external store holds. */
    public record Store() implements ScriptStep {
        @Override
        public Object run(Script script) {
            Map<String, Object> stored = new TreeMap<>();
            script.store()
                    .all()
                    .forEach((partition, offset) -> stored.put(
                            script.world().partitions().get(partition).toString(), offset));
            return stored;
        }
    }

    /** A step that the simulation does not know. */
    public record NotModelled(String named, @Nullable String consumer) implements ScriptStep {
        @Override
        public Object run(Script script) {
            throw new UnsupportedOperationException("the step " + named + " is not modelled");
        }

        @Override
        public String op() {
            return named;
        }

        @Override
        public @Nullable String c() {
            return consumer;
        }
    }
}
