package io.offsetlab.consumer.background;

import io.offsetlab.consumer.Call;
import io.offsetlab.consumer.Calls;
import io.offsetlab.consumer.Client;
import io.offsetlab.protocol.Offsets;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;

/** The calls of AsyncKafkaConsumer. */
record BackgroundCalls(Client client, BackgroundMembership membership, CommitRequests commits) implements Calls {
    @Override
    public Call poll(long timeoutMicros, boolean idle) {
        membership.begin();
        return new BackgroundPoll(client, membership, timeoutMicros, idle);
    }

    @Override
    public Call commitSync(@Nullable Offsets offsets, long timeoutMicros) {
        membership.begin();
        return new BackgroundCommitSync(client, commits, offsets, timeoutMicros);
    }

    @Override
    public Call commitAsync(@Nullable Offsets offsets, Object tag) {
        membership.begin();
        return new BackgroundCommitAsync(client, commits, offsets, tag);
    }

    @Override
    public Call unsubscribe() {
        return new UnsubscribeCall(client, membership);
    }

    @Override
    public Call close(long timeoutMicros, GroupMembershipOperation operation) {
        return new CloseCall(client, membership, commits, timeoutMicros, operation);
    }

    @Override
    public void beforeAssign() {
        membership.begin();
        commits.maybeAutoCommit();
    }
}
