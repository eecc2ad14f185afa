package io.offsetlab.policy;

/**
 * The nine answers that define a commit policy: which offset, when, how it is sent, on revoke, on lost, on close, on a processing
 * error, what is forgotten, where reading starts.
 *
 * @param which which offset a commit carries
 * @param when when the loop commits
 * @param every the number of records for {@link When#EVERY_N}, of milliseconds for {@link When#EVERY_INTERVAL} and
 *     {@link When#IN_BACKGROUND}, otherwise 0
 * @param send synchronously or not, and what follows a failure
 * @param onRevoke what is done while partitions are being taken away
 * @param onLost what is done when partitions were lost
 * @param onClose what is done before a graceful close
 * @param forget which tracked offsets are dropped at a revocation
 * @param startFrom where reading starts when a partition is assigned
 * @param storing when the offset behind a record is marked, for {@link Which#STORED} only
 * @param onError what is done when processing a record throws
 */
public record Answers(
        Which which,
        When when,
        int every,
        Send send,
        AtHandOver onRevoke,
        AtHandOver onLost,
        AtHandOver onClose,
        Forget forget,
        StartFrom startFrom,
        Storing storing,
        OnError onError) {

    public Answers {
        storing = which == Which.STORED ? storing : Storing.AFTER_PROCESSING;
    }

    /** The same answers but for what is done when processing a record has thrown so many times. */
    public Answers withOnError(OnError.Reaction reaction, int attempts) {
        OnError other = new OnError(reaction, attempts);
        return new Answers(which, when, every, send, onRevoke, onLost, onClose, forget, startFrom, storing, other);
    }

    /** Which offset a commit carries. */
    public enum Which {
        /** The position: everything that poll has returned (the no-argument commit). */
        POSITION,
        /**
         * The offset behind the record of each partition that was finished last: with several workers not the highest, and not all
         * below it are finished.
         */
        PROCESSED,
        /** The offset below which every record that was polled is finished. */
        CONTIGUOUS,
        /** The offset behind the highest finished record. */
        HIGHEST,
        /** The offset that the application has marked, see {@link Storing}. */
        STORED,
        /** The offset below which every record that was polled is finished and held for certain by the sink. */
        DURABLE
    }

    /** When the offset behind a record is marked as the one to commit. */
    public enum Storing {
        /** As the record is handed to the application (enable.auto.offset.store of librdkafka). */
        BEFORE_PROCESSING,
        /** When the record is finished. */
        AFTER_PROCESSING
    }

    /** When the loop commits. */
    public enum When {
        /** Not in the loop (the client may still commit by itself). */
        NEVER,
        /** After a poll, before its first record is processed. */
        BEFORE_BATCH,
        /** In the middle of a poll's records. */
        MID_BATCH,
        /** After the last record of a poll. */
        AFTER_BATCH,
        /** After each so many records, counted over all partitions. */
        EVERY_N,
        /** Between two polls, once so much time has passed since the last commit. */
        EVERY_INTERVAL,
        /**
         * Once so much time has passed since the last commit, whatever the application is at: in the background, by a client that
         * has a thread for it. To be sent asynchronously.
         */
        IN_BACKGROUND
    }

    /** How a commit is sent, and what follows a failure. */
    public enum Send {
        /** commitSync; the records of a failed commit are processed all the same. */
        SYNC,
        /** commitSync; without confirmation the records are not processed, but read again. */
        SYNC_OR_SKIP_BATCH,
        /** commitAsync; a failure is left to the next commit. */
        ASYNC,
        /** commitAsync; a failed commit is sent again as it was, three times at most, whatever has been committed since. */
        ASYNC_NAIVE_RETRY,
        /** commitAsync; a failed commit is sent again, three times at most, but only if none was sent after it. */
        ASYNC_GUARDED_RETRY,
        /**
         * sendOffsetsToTransaction with the metadata of the consumer's group, in the transaction that the outputs are produced in;
         * after an abort the loop seeks back to what is committed (S9.5).
         */
        TRANSACTION,
        /** As TRANSACTION, with the group.id alone, so that nobody is fenced by the group (S9.2). */
        TRANSACTION_BY_GROUP,
        /** As TRANSACTION, but goes on reading after an abort (S9.6). */
        TRANSACTION_WITHOUT_SEEK;

        /** Whether effects are outputs of a transaction. */
        public boolean isTransactional() {
            return this == TRANSACTION || this == TRANSACTION_BY_GROUP || this == TRANSACTION_WITHOUT_SEEK;
        }
    }

    /** What is done at the end of an ownership. */
    public enum AtHandOver {
        NOTHING,
        /** commitSync of the positions. */
        COMMIT_POSITION,
        /** commitSync of the offsets behind the processed records, or of those that the loop commits if it keeps others. */
        COMMIT_PROCESSED,
        /** Waits for the records that are being processed, empties the sink's buffer, and then does as COMMIT_PROCESSED. */
        DRAIN_AND_COMMIT
    }

    /** Which tracked offsets are dropped at a revocation. */
    public enum Forget {
        NOTHING,
        REVOKED
    }

    /** Where reading starts when a partition is assigned. */
    public enum StartFrom {
        COMMITTED_OFFSET,
        /** A seek to the offset that the external store holds. */
        EXTERNAL_STORE
    }
}
