package io.offsetlab.app;

import io.offsetlab.protocol.Offsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Application code of a scripted consumer that ran inside of a step. */
public sealed interface ScriptEvent {

    /**
     * The rebalance listener was called.
     *
     * @param callback assigned, revoked or lost
     */
    record Rebalanced(String callback, List<TopicPartition> partitions) implements ScriptEvent {}

    /** The listener did something. */
    record Done(ScriptListener.Action action, @Nullable RuntimeException thrown) implements ScriptEvent {}

    /** The callback of a commitAsync ran. */
    record Committed(String tag, Offsets offsets, @Nullable RuntimeException thrown) implements ScriptEvent {}
}
