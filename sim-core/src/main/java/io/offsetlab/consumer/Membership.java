package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Connection;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** How a client takes part in its group: the protocol of group.protocol. Without a subscription it takes no part. */
public interface Membership extends Fingerprinted {

    /** What a step of a call came to. */
    enum Step {
        /** Nothing is left to do here. */
        READY,
        /** An answer or a time has to be waited for. */
        WAITING,
        /** Application code is due; the call stops for it. */
        UPCALL
    }

    /** The topics to be a member for; the next poll acts on it. */
    void subscribe(List<String> topics);

    /** Whether the client subscribed, in contrast to being assigned partitions by hand. */
    boolean isSubscribed();

    /** The coordinator's part of a poll; {@code stop} takes the upcall if one is due. */
    Step step(Call call);

    /** What a commit is to be sent with. */
    CommitIdentity commitIdentity();

    /** Why a commit cannot be sent at this moment, or null. */
    @Nullable
    RuntimeException commitObstacle();

    /**
     * The coordinator answered a commit that was sent with this identity with an error; returns the error that the application
     * is to see.
     */
    Errors onCommitError(CommitIdentity sent, Errors error);

    /** Whether a thread beside the application's takes answers in. */
    boolean hasHeartbeatThread();

    /** A time that was asked for has come. */
    void onTimer();

    /** The application entered poll at that time, which is now or, if the poll was only counted, in the past. */
    void onPollEntered(long at);

    /** The next poll is to join anew, whatever the coordinator says. */
    void enforceRebalance();

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

    int generation();

    /** What groupMetadata() shows: the membership as of the last completed join, even if it is lost meanwhile (S4.32). */
    CommitIdentity groupMetadata();

    /** Tells how many heartbeats changed nothing and have not been told of. */
    void tellSkipped();

    /**
     * Who a commit is sent as.
     *
     * @param generation -1 and an empty member id for a client that is no member
     */
    record CommitIdentity(String memberId, @Nullable String instanceId, int generation) {
        public static final CommitIdentity NONE = new CommitIdentity("", null, -1);
    }
}
