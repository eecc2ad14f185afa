package io.offsetlab.consumer;

import io.offsetlab.protocol.Offsets;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;

/** Makes the calls of the application that go otherwise in ClassicKafkaConsumer than in AsyncKafkaConsumer. */
public interface Calls {
    /** poll(Duration); {@code idle} as in {@link Client#poll}. */
    Call poll(long timeoutMicros, boolean idle);

    /** commitSync: of these offsets, or of all positions if null. */
    Call commitSync(@Nullable Offsets offsets, long timeoutMicros);

    /** commitAsync: of these offsets, or of all positions if null. */
    Call commitAsync(@Nullable Offsets offsets, Object tag);

    Call unsubscribe();

    Call close(long timeoutMicros, GroupMembershipOperation operation);

    /** Partitions are about to be assigned by hand: auto-commit commits the positions if its interval is over (S2.11). */
    void beforeAssign();
}
