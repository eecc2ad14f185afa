package io.offsetlab.log;

import io.offsetlab.engine.Chance;
import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.WallClock;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.LogFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of one partition. How far it reaches is a function of virtual time ({@link Arrivals}) plus what was appended by hand;
 * nothing is scheduled for it. Offsets of virtual content have no gaps; loaded content keeps those of its dump.
 */
public final class PartitionLog implements Log {
    private final int partition;
    private final Arrivals arrivals;
    private final Chance.Stream lateness;
    private final @Nullable LoadedContent loaded;
    private final FactSink facts;
    private long appendedByHand;
    private long startOffset;
    private long told;
    private long toldOffset;

    public PartitionLog(
            int partition, Arrivals arrivals, @Nullable LoadedContent loaded, Chance.Stream lateness, FactSink facts) {
        if (loaded != null && loaded.records().size() < arrivals.total()) {
            throw new IllegalArgumentException("arrivals speak of " + arrivals.total() + " records, but only "
                    + loaded.records().size() + " are loaded");
        }
        this.partition = partition;
        this.arrivals = arrivals;
        this.loaded = loaded;
        this.lateness = lateness;
        this.facts = facts;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long startOffset() {
        return startOffset;
    }

    @Override
    public long endOffset(long now) {
        return offsetBehind(recordsAt(now));
    }

    /** How many records there will have been when all scheduled ones have arrived. */
    public long totalRecords() {
        return arrivals.total() + appendedByHand;
    }

    /** The first offset at or above this one that holds a record, now or later; the end offset if there is none. */
    public long nextVisible(long offset) {
        if (loaded == null) {
            return offset;
        }
        long index = indexAtOrAbove(offset);
        return index < loaded.records().size()
                ? loaded.records().get((int) index).offset()
                : offset;
    }

    @Override
    public long reachesBeyondAt(long offset) {
        long index = loaded == null ? offset : indexAtOrAbove(offset);
        if (index < arrivals.preloaded() || (index >= arrivals.total() && index < totalRecords())) {
            return 0;
        }
        return index < arrivals.total() ? arrivalOf(index - arrivals.preloaded()) : Long.MAX_VALUE;
    }

    /**
     * Appends records by hand, which is possible only as long as none is scheduled for later.
     *
     * @return the first offset
     */
    public long append(long records, long now) {
        if (loaded != null || recordsAt(now) < totalRecords()) {
            throw new IllegalStateException("records are still to arrive by schedule in partition " + partition);
        }
        tell(now);
        long first = endOffset(now);
        appendedByHand += records;
        tellRecords(now, now, totalRecords());
        return first;
    }

    /** Deletes all records below an offset, as retention or DeleteRecords does. */
    public void deleteBelow(long offset, long now) {
        tell(now);
        if (offset > startOffset) {
            startOffset = Math.min(offset, endOffset(now));
            facts.accept(new LogFact.LogStartMoved(now, partition, startOffset));
        }
    }

    @Override
    public void tell(long now) {
        long records = recordsAt(now);
        if (records > told) {
            tellRecords(timeOf(told), timeOf(records - 1), records);
        }
    }

    @Override
    public long[] visible(long from, long to, boolean readCommitted) {
        if (loaded == null) {
            return from < to ? new long[] {from, to} : new long[0];
        }
        return VisibleRuns.of(loaded.records(), from, to);
    }

    @Override
    public long readEnd(long from, long maxRecords, long now) {
        long end = endOffset(now);
        if (loaded == null) {
            return Math.min(end, from + maxRecords);
        }
        long index = indexAtOrAbove(from) + maxRecords;
        return index >= recordsAt(now) ? end : offsetBehind(index);
    }

    /** How many records are there at this time. */
    public long recordsAt(long now) {
        long later = arrivals.total() - arrivals.preloaded();
        long elapsed = now - arrivals.startMicros();
        long arrived = 0;
        if (later > 0 && elapsed >= arrivals.intervalMicros()) {
            long due = Math.min(later, elapsed / arrivals.intervalMicros());
            arrived = arrivalOf(due - 1) <= now ? due : due - 1;
        }
        return arrivals.preloaded() + arrived + appendedByHand;
    }

    private long arrivalOf(long later) {
        long due = arrivals.startMicros() + (later + 1) * arrivals.intervalMicros();
        return arrivals.jitterMicros() == 0 ? due : due + lateness.below(arrivals.jitterMicros() + 1, partition, later);
    }

    private long timeOf(long record) {
        return record < arrivals.preloaded() ? 0 : arrivalOf(record - arrivals.preloaded());
    }

    private long offsetBehind(long records) {
        if (loaded == null) {
            return records;
        }
        return records == 0 ? 0 : loaded.records().get((int) records - 1).offset() + 1;
    }

    private void tellRecords(long at, long lastAt, long records) {
        long end = offsetBehind(records);
        if (loaded != null) {
            VisibleRuns.tellGaps(loaded.records(), toldOffset, end, at, partition, facts);
        }
        facts.accept(new LogFact.Appended(at, lastAt, partition, toldOffset, end));
        told = records;
        toldOffset = end;
    }

    private long indexAtOrAbove(long offset) {
        List<LoadedContent.Entry> records = loaded == null ? List.of() : loaded.records();
        return VisibleRuns.indexAtOrAbove(records, offset);
    }

    /** A leader that never changes has no epoch worth knowing. */
    @Override
    public int leaderEpoch() {
        return -1;
    }

    @Override
    public int @Nullable [] epochsOf(long[] runs) {
        return null;
    }

    @Override
    public Answer.Found firstNotBefore(long timestampMillis, long now) {
        long records = recordsAt(now);
        for (long record = indexOfFirst(); record < records; record++) {
            long timestamp = timestampOf(record);
            if (timestamp >= timestampMillis) {
                return Answer.Found.at(offsetBehind(record + 1) - 1, timestamp, -1);
            }
        }
        return Answer.Found.NOTHING;
    }

    /** The timestamp of a record that is there, in milliseconds since 1970. */
    public long timestampMillis(long offset) {
        return timestampOf(loaded == null ? offset : indexAtOrAbove(offset));
    }

    /** What a dump says of the record at an offset, or null if content is virtual. */
    public LoadedContent.@Nullable Entry loadedAt(long offset) {
        return loaded == null ? null : loaded.records().get((int) indexAtOrAbove(offset));
    }

    private long indexOfFirst() {
        return loaded == null ? startOffset : indexAtOrAbove(startOffset);
    }

    private long timestampOf(long record) {
        long loadedMillis =
                loaded == null ? -1 : loaded.records().get((int) record).timestampMillis();
        return loadedMillis >= 0 ? loadedMillis : WallClock.millis(record < arrivals.total() ? timeOf(record) : 0);
    }

    @Override
    public Answer.EpochEnd endOfEpoch(int epoch, long now) {
        return Answer.EpochEnd.UNDEFINED;
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint.add(partition).add(appendedByHand).add(startOffset).add(told);
    }
}
