package io.offsetlab.consumer;

import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
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

    /**
     * A RE2/J pattern to be a member for, which the coordinator resolves; the next poll acts on it.
     *
     * @throws UnsupportedOperationException if the protocol knows no such pattern
     */
    default void subscribeToRegex(String regex) {
        // in the words of ClassicKafkaConsumer, which miss a blank
        throw new UnsupportedOperationException("Subscribe to RE2/J pattern is not supported when usingthe "
                + GroupProtocol.CLASSIC + " protocol defined in config " + ConsumerConfig.GROUP_PROTOCOL_CONFIG);
    }

    /** What a client of the consumer protocol tells those who measure it; nothing of the run depends on it. */
    interface RebalanceWatch {
        /** An assignment has come that is not in force. */
        void started();

        /** It is in force. */
        void ended();

        /** The coordinator refused a heartbeat. */
        void refused();

        /** One more event waits for the application's thread; so many do now. */
        void queued(int size);

        /** The application's thread takes an event that has waited so long. */
        void taken(long waitedMicros);

        /** Nobody watches. */
        RebalanceWatch NOBODY = new RebalanceWatch() {
            @Override
            public void started() {}

            @Override
            public void ended() {}

            @Override
            public void refused() {}

            @Override
            public void queued(int size) {}

            @Override
            public void taken(long waitedMicros) {}
        };
    }

    /** Has its rebalances watched, if the protocol is the consumer protocol. */
    default void watchRebalances(RebalanceWatch watch) {}

    /** Whether the client subscribed, in contrast to being assigned partitions by hand. */
    boolean isSubscribed();

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

    /** How calls of the application go that depend on the protocol. */
    Calls calls(Client client);

    /** Whether a network thread takes in every answer as it arrives, records excepted. */
    default boolean hasNetworkThread() {
        return false;
    }

    /** Whether an answer that is taken in only tells that the session lives. */
    default boolean isQuiet(@Nullable Answer answer) {
        return answer instanceof Answer.Heartbeat heartbeat && heartbeat.error() == Errors.NONE;
    }

    /** The network thread has taken an answer in. */
    default void onIntake() {}

    /** Who asks for committed offsets: the member if the coordinator is to check it. */
    default CommitIdentity fetchIdentity() {
        return CommitIdentity.NONE;
    }

    /** The coordinator refused to tell committed offsets. Returns what poll or position is to throw, or null to ask again. */
    default @Nullable RuntimeException onOffsetFetchError(Errors error) {
        return null;
    }

    /** A time that was asked for has come. */
    void onTimer();

    /** The application entered poll at that time, which is now or, if the poll was only counted, in the past. */
    void onPollEntered(long at);

    /** Polls were counted instead of carried out; the one that goes on was entered at that time. */
    default void onPollsCounted(long at) {
        onPollEntered(at);
    }

    /** A poll ended at that time because its own was over. */
    default void onPollLeft(long at) {}

    /** The next poll is to join anew, whatever the coordinator says. */
    void enforceRebalance();

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

    /** Whether a commit that nobody waits for has not ended, so that the next one of auto-commit is still held back. */
    default boolean isCommitting() {
        return false;
    }
}
