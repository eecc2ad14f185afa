package io.offsetlab.consumer;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CallKind;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;

/** The calls of ClassicKafkaConsumer. */
record PollDrivenCalls(Client client, PollDriven membership) implements Calls {
    @Override
    public Call poll(long timeoutMicros, boolean idle) {
        return new PollCall(client, membership, timeoutMicros, idle);
    }

    @Override
    public Call commitSync(@Nullable Offsets offsets, long timeoutMicros) {
        return new CommitSyncCall(client, offsets, timeoutMicros);
    }

    @Override
    public Call commitAsync(@Nullable Offsets offsets, Object tag) {
        return new CommitAsyncCall(client, offsets, tag);
    }

    @Override
    public Call unsubscribe() {
        return new LeaveCall(client, membership, CallKind.UNSUBSCRIBE, 0, GroupMembershipOperation.DEFAULT);
    }

    @Override
    public Call close(long timeoutMicros, GroupMembershipOperation operation) {
        return new LeaveCall(client, membership, CallKind.CLOSE, timeoutMicros, operation);
    }

    @Override
    public void beforeAssign() {
        if (client.context().config().autoCommit()) {
            client.commits().maybeAutoCommit();
        }
    }
}
