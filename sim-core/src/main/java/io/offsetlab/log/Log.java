package io.offsetlab.log;

import io.offsetlab.engine.Fingerprinted;
import io.offsetlab.protocol.Answer;
import org.jspecify.annotations.Nullable;

/** The log of one partition as its leader sees it. Times are microseconds of virtual time, timestamps Kafka's milliseconds. */
public sealed interface Log extends Fingerprinted permits PartitionLog, WrittenLog {

    /** Whether the partition's topic exists; nothing else may be asked if not. */
    boolean exists();

    long startOffset();

    /** The offset behind the last record that is there at this time. */
    long endOffset(long now);

    /** When the log will reach beyond this offset, {@link Long#MAX_VALUE} if nothing scheduled will do that. */
    long reachesBeyondAt(long offset);

    /** So far do consumers with isolation.level=read_committed read: no open transaction has a record below it (S8.17). */
    default long lastStableOffset(long now) {
        return endOffset(now);
    }

    /** As {@link #reachesBeyondAt} for the last stable offset. */
    default long stableBeyondAt(long offset) {
        return reachesBeyondAt(offset);
    }

    /** The end of a read that starts at an offset and takes at most so many records. */
    long readEnd(long from, long maxRecords, long now);

    /**
     * The records in a range of offsets that a consumer is given, as ascending pairs (first, end).
     *
     * @param readCommitted whether records of aborted transactions are left out (S8.17)
     */
    long[] visible(long from, long to, boolean readCommitted);

    /** Reports what has arrived by now and was not reported yet. */
    void tell(long now);

    /** The epoch of the partition's leader, -1 if this log knows none. */
    int leaderEpoch();

    /** The leader epoch in which each of these runs was written, or null if the log knows none. */
    int @Nullable [] epochsOf(long[] runs);

    /** The first offset that is there and whose timestamp is not earlier, with that timestamp. */
    Answer.Found firstNotBefore(long timestampMillis, long now);

    /** Where the log of an epoch, or of the last one before it that has records, ends (S8.15). */
    Answer.EpochEnd endOfEpoch(int epoch, long now);
}
