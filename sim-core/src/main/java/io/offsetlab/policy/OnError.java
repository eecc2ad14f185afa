package io.offsetlab.policy;

/**
 * What follows when processing a record throws: it is tried again, and if that was in vain the reaction follows.
 *
 * @param attempts how often a record is processed at most before the reaction follows; what is tried again is read again by a seek
 *     and a poll if the loop works by itself, and kept by its worker if it has several. Always 1 where the reaction is to retry,
 *     which never gives up
 */
public record OnError(Reaction reaction, int attempts) {
    /** The exception leaves the loop at once. */
    public static final OnError STOP = new OnError(Reaction.STOP, 1);

    /** What is done about a record that cannot be processed. */
    public enum Reaction {
        /** The exception leaves the loop: what the policy does on close is done, the consumer is closed, the process ends. */
        STOP,
        /** The record is tried again until it succeeds; whatever was polled behind it, of all partitions, is read again too. */
        RETRY,
        /** As RETRY, but only the partition of the record is sought back; what was polled of others is forgotten. */
        RETRY_PARTITION,
        /** The record is left out on purpose. */
        SKIP,
        /** The record goes to a dead-letter topic, which counts as its effect. */
        DEAD_LETTER,
        /** The exception is logged, and the loop goes on with the next record as if nothing had happened. */
        IGNORE
    }

    public OnError {
        if (attempts < 1) {
            throw new IllegalArgumentException("a record must be tried at least once, but attempts were " + attempts);
        }
        attempts = givesUp(reaction) ? attempts : 1;
    }

    /** Whether a record that has failed so many times is tried again. */
    public boolean triesAgain(int failures) {
        return !givesUp(reaction) || failures < attempts;
    }

    private static boolean givesUp(Reaction reaction) {
        return reaction != Reaction.RETRY && reaction != Reaction.RETRY_PARTITION;
    }
}
