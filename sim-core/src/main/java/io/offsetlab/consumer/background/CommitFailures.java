package io.offsetlab.consumer.background;

import io.offsetlab.consumer.CommitErrors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;

/** Which exception an answer to a commit becomes: CommitRequestManager. */
final class CommitFailures {
    private CommitFailures() {}

    static RuntimeException ofAsync(Errors error) {
        return CommitErrors.isRetriable(error)
                ? new RetriableCommitFailedException(CommitErrors.cause(error))
                : of(error);
    }

    static RuntimeException ofSync(Errors error) {
        return error == Errors.STALE_MEMBER_EPOCH
                ? new CommitFailedException("OffsetCommit failed with stale member epoch. " + error.message())
                : of(error);
    }

    /** A retriable error outlived the time-out. */
    static RuntimeException late(Errors error) {
        return new TimeoutException(CommitErrors.cause(error));
    }

    private static RuntimeException of(Errors error) {
        return switch (error) {
            case UNKNOWN_MEMBER_ID ->
                new CommitFailedException("OffsetCommit failed with unknown member ID. " + error.message());
            case GROUP_AUTHORIZATION_FAILED,
                    TOPIC_AUTHORIZATION_FAILED,
                    OFFSET_METADATA_TOO_LARGE,
                    INVALID_COMMIT_OFFSET_SIZE,
                    STALE_MEMBER_EPOCH -> error.exception();
            default -> new KafkaException("Unexpected error in commit: " + error.message());
        };
    }
}
