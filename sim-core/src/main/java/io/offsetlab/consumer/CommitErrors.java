package io.offsetlab.consumer;

import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.protocol.Errors;

/** Which exception an answer to a commit becomes: ConsumerCoordinator's OffsetCommitResponseHandler. */
public final class CommitErrors {
    private CommitErrors() {}

    public static boolean coordinatorIsGone(Errors error) {
        return error == Errors.COORDINATOR_NOT_AVAILABLE
                || error == Errors.NOT_COORDINATOR
                || error == Errors.REQUEST_TIMED_OUT;
    }

    /** Whether commitSync tries again. NETWORK_EXCEPTION stands for a broken connection. */
    public static boolean isRetriable(Errors error) {
        return coordinatorIsGone(error)
                || error == Errors.NETWORK_EXCEPTION
                || error == Errors.COORDINATOR_LOAD_IN_PROGRESS
                || error == Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }

    public static RuntimeException cause(Errors error) {
        return error == Errors.NETWORK_EXCEPTION ? new DisconnectException() : error.exception();
    }

    /** What commitSync throws for an error that it does not retry. */
    static RuntimeException exception(Errors error) {
        return switch (error) {
            case ILLEGAL_GENERATION, UNKNOWN_MEMBER_ID -> new CommitFailedException();
            case REBALANCE_IN_PROGRESS -> rebalanceInProgress();
            case GROUP_AUTHORIZATION_FAILED,
                    TOPIC_AUTHORIZATION_FAILED,
                    OFFSET_METADATA_TOO_LARGE,
                    INVALID_COMMIT_OFFSET_SIZE,
                    FENCED_INSTANCE_ID -> error.exception();
            default -> new KafkaException("Unexpected error in commit: " + error.message());
        };
    }

    public static RebalanceInProgressException rebalanceInProgress() {
        return new RebalanceInProgressException("Offset commit cannot be completed since the consumer is undergoing a"
                + " rebalance for auto partition assignment. You can try completing the rebalance by calling poll() and"
                + " then retry the operation.");
    }

    static Errors of(RuntimeException exception) {
        if (exception instanceof CommitFailedException) {
            return Errors.UNKNOWN_MEMBER_ID;
        }
        return Errors.forException(exception);
    }
}
