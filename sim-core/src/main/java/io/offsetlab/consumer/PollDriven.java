package io.offsetlab.consumer;

import io.offsetlab.protocol.Connection;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.jspecify.annotations.Nullable;

/** A membership whose steps are made inside of calls of the application (ConsumerCoordinator). */
public interface PollDriven extends Membership {

    /** The coordinator's part of a poll; {@code stop} takes the upcall if one is due. */
    Step step(Call call);

    /** An error of the membership itself that the next poll is to throw, or null; asking takes it. */
    @Nullable
    RuntimeException takeFailure();

    /** Whether more application code is due before the step that began is over, even if some of it threw. */
    boolean hasMoreToTell();

    /** The application code of a poll threw this; the poll is over. Returns what the poll throws. */
    RuntimeException callbackThrew(RuntimeException thrown);

    /** The first steps of leaving: upcalls for what is owned. READY once they are over. */
    Step prepareToLeave(Call call);

    /**
     * Leaves the group, as the client does on close; a static member only if told to.
     *
     * @param answered is told when the coordinator answers
     * @return whether a request was sent
     */
    boolean leave(GroupMembershipOperation operation, Connection.Handler answered);

    /** The application code threw while leaving: the client does not tell the group that it goes. */
    void leaveFailed();

    @Override
    default Calls calls(Client client) {
        return new PollDrivenCalls(client, this);
    }
}
