package io.offsetlab.policy;

/**
 * The answers that define a commit policy. What is done when processing a record throws will be one more, once processing can
 * throw.
 *
 * @param which which offset a commit carries
 * @param when when the loop commits
 * @param every the number of records, for {@link When#EVERY_N} only, otherwise 0
 * @param send synchronously or not, and what follows a failure
 * @param onRevoke what is done while partitions are being taken away
 * @param onLost what is done when partitions were lost
 * @param onClose what is done before a graceful close
 * @param forget which tracked offsets are dropped at a revocation
 * @param startFrom where reading starts when a partition is assigned
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
        StartFrom startFrom) {

    /** Which offset a commit carries. */
    public enum Which {
        /** The position: everything that poll has returned (the no-argument commit). */
        POSITION,
        /** The offset behind the last processed record of each partition. */
        PROCESSED
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
        EVERY_N
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
        ASYNC_GUARDED_RETRY
    }

    /** What is done at the end of an ownership. */
    public enum AtHandOver {
        NOTHING,
        /** commitSync of the positions. */
        COMMIT_POSITION,
        /** commitSync of the offsets behind the processed records. */
        COMMIT_PROCESSED
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
