package io.offsetlab.consumer;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/**
 * Application code that is due in the middle of a {@link Call}. The call stands still until whoever drives the member has run that
 * code, nested calls included, and says how it ended: {@link Call#returned()} or {@link Call#threw(RuntimeException)}.
 */
public sealed interface Upcall {

    /** ConsumerRebalanceListener.onPartitionsAssigned; partitions by topic and partition. */
    record Assigned(int[] partitions) implements Upcall {}

    /** ConsumerRebalanceListener.onPartitionsRevoked; partitions by topic and partition. */
    record Revoked(int[] partitions) implements Upcall {}

    /** ConsumerRebalanceListener.onPartitionsLost; partitions by topic and partition. */
    record Lost(int[] partitions) implements Upcall {}

    /**
     * OffsetCommitCallback.onComplete.
     *
     * @param tag what the application passed to commitAsync
     * @param error NONE if the commit was stored
     * @param exception what the callback is given, or null
     * @param offsetsTold whether the callback is given the offsets; otherwise it gets null instead
     */
    record Committed(
            Object tag,
            Offsets offsets,
            Errors error,
            @Nullable RuntimeException exception,
            boolean offsetsTold) implements Upcall {
        /** Of a client that always tells the offsets. */
        public Committed(Object tag, Offsets offsets, Errors error, @Nullable RuntimeException exception) {
            this(tag, offsets, error, exception, true);
        }
    }
}
