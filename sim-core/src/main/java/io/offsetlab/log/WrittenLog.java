package io.offsetlab.log;

import io.offsetlab.engine.Fingerprint;
import io.offsetlab.protocol.Answer;
import io.offsetlab.protocol.Request;
import io.offsetlab.trace.FactSink;
import io.offsetlab.trace.LogFact;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log that is written by hand or by producers: each record has a timestamp of its own, transactions come in as finished ones or
 * stay open for a while, and compaction, truncation and deletion do to it what they do to Kafka's. A record takes eight bytes, and one more once something is hidden.
 */
public final class WrittenLog implements Log {
    private static final byte RECORD = 0;
    private static final byte ABORTED = 1;
    /** A control record, or what compaction took away. */
    private static final byte HIDDEN = 2;

    private final int partition;
    private final FactSink facts;
    private final LeaderEpochs epochs = new LeaderEpochs();
    private final ProducerStates producers = new ProducerStates();
    private @Nullable Retention retention;
    private long[] timestamps = new long[16];
    private byte @Nullable [] kinds;
    private long startOffset;
    private long end;
    private boolean deleted;

    public WrittenLog(int partition, FactSink facts) {
        this.partition = partition;
        this.facts = facts;
    }

    /**
     * Appends records with one timestamp.
     *
     * @return the offset of the first
     */
    public long append(long records, long timestampMillis, long now) {
        long first = end;
        write(records, timestampMillis, RECORD);
        facts.accept(new LogFact.Appended(now, now, partition, first, end));
        return first;
    }

    /**
     * Appends a transaction that is over: its records, then the control record that ends it (S8.18).
     *
     * @return the offset of the first record
     */
    public long appendTransaction(long records, boolean committed, long timestampMillis, long now) {
        long first = end;
        write(records, timestampMillis, committed ? RECORD : ABORTED);
        write(1, timestampMillis, HIDDEN);
        facts.accept(new LogFact.Hidden(now, partition, end - 1, end));
        facts.accept(new LogFact.Appended(now, now, partition, first, end));
        return first;
    }

    /** The producers that have written here, and what they have open. */
    ProducerStates producers() {
        return producers;
    }

    /**
     * Appends records of a transaction that goes on.
     *
     * @return the offset of the first
     */
    long appendOpen(Request.Produce request, long timestampMillis, long now) {
        long first = append(request.records().size(), timestampMillis, now);
        producers.appended(request, first, end);
        return first;
    }

    /** Appends the control record that ends a producer's transaction; what it has written becomes visible, or never will (S8.18). */
    public void endTransaction(long producerId, int epoch, boolean committed, long timestampMillis, long now) {
        List<ProducerStates.Written> written = producers.end(producerId, epoch);
        if (!committed) {
            written.forEach(range -> mark((int) range.from(), (int) Math.min(range.to(), end), ABORTED));
        }
        write(1, timestampMillis, HIDDEN);
        facts.accept(new LogFact.Hidden(now, partition, end - 1, end));
        facts.accept(new LogFact.Appended(now, now, partition, end - 1, end));
        if (!written.isEmpty()) {
            facts.accept(new LogFact.LastStableMoved(now, partition, lastStableOffset(now)));
        }
    }

    private void write(long records, long timestampMillis, byte kind) {
        int from = (int) end;
        int to = Math.toIntExact(end + records);
        if (to > timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, Math.max(to, 2 * timestamps.length));
        }
        Arrays.fill(timestamps, from, to, timestampMillis);
        if (kind != RECORD) {
            mark(from, to, kind);
        } else if (kinds != null) {
            mark(from, to, RECORD);
        }
        end = to;
        if (retention != null) {
            retention.appended(end, timestampMillis);
        }
    }

    /** Records that are appended from now on are kept as long as this says. */
    public void keep(Retention byTime) {
        retention = byTime;
    }

    /** Deletes what retention keeps no longer, in whole segments; the broker looks from time to time. */
    public void deleteOld(long nowMillis, long now) {
        if (retention != null) {
            deleteBelow(retention.deleteOld(nowMillis), now);
        }
    }

    private void mark(int from, int to, byte kind) {
        byte[] marks = kinds == null ? new byte[timestamps.length] : kinds;
        if (marks.length < to) {
            marks = Arrays.copyOf(marks, timestamps.length);
        }
        Arrays.fill(marks, from, to, kind);
        kinds = marks;
    }

    /** Deletes all records below an offset, as retention or DeleteRecords does. */
    public void deleteBelow(long offset, long now) {
        if (offset > startOffset) {
            startOffset = Math.min(offset, end);
            epochs.startsAt(startOffset);
            facts.accept(new LogFact.LogStartMoved(now, partition, startOffset));
        }
    }

    /** Takes records out of the middle, as compaction does; their offsets stay gaps (S8.19). */
    public void compactAway(long from, long to, long now) {
        mark((int) from, (int) Math.min(to, end), HIDDEN);
        facts.accept(new LogFact.Hidden(now, partition, from, Math.min(to, end)));
    }

    /** Another broker leads the partition from now on, and has everything. */
    public void changeLeader() {
        epochs.startNext(end);
    }

    /** A broker that has less leads the partition from now on: an unclean election (S8.15). */
    public void truncate(long newEnd) {
        if (newEnd < startOffset || newEnd > end) {
            throw new IllegalArgumentException("a log from " + startOffset + " to " + end + " cannot end at " + newEnd);
        }
        end = newEnd;
        epochs.startNext(newEnd);
        if (retention != null) {
            retention.truncated(newEnd);
        }
    }

    /** The topic is deleted. */
    public void delete() {
        deleted = true;
    }

    @Override
    public boolean exists() {
        return !deleted;
    }

    @Override
    public long startOffset() {
        return startOffset;
    }

    @Override
    public long endOffset(long now) {
        return end;
    }

    @Override
    public long lastStableOffset(long now) {
        return Math.min(end, producers.firstOpen());
    }

    @Override
    public long stableBeyondAt(long offset) {
        return offset < lastStableOffset(0) ? 0 : Long.MAX_VALUE;
    }

    @Override
    public long reachesBeyondAt(long offset) {
        return offset < end ? 0 : Long.MAX_VALUE;
    }

    /** When something is hidden, batches are as many records long, whether they are still there or not. */
    @Override
    public long readEnd(long from, long maxRecords, long now) {
        return Math.min(end, from + maxRecords);
    }

    @Override
    public long[] visible(long from, long to, boolean readCommitted) {
        if (kinds == null && !epochs.changesIn(from, to)) {
            return from < to ? new long[] {from, to} : new long[0];
        }
        long[] runs = new long[8];
        int size = 0;
        for (long offset = from; offset < to; offset++) {
            byte kind = kinds == null ? RECORD : kinds[(int) offset];
            if (kind == HIDDEN || (kind == ABORTED && readCommitted)) {
                continue;
            }
            if (size > 0 && runs[size - 1] == offset && !epochs.changesIn(offset - 1, offset + 1)) {
                runs[size - 1] = offset + 1;
                continue;
            }
            if (size == runs.length) {
                runs = Arrays.copyOf(runs, size * 2);
            }
            runs[size++] = offset;
            runs[size++] = offset + 1;
        }
        return Arrays.copyOf(runs, size);
    }

    /** Everything is told at once. */
    @Override
    public void tell(long now) {}

    @Override
    public int leaderEpoch() {
        return epochs.current();
    }

    @Override
    public int[] epochsOf(long[] runs) {
        int[] of = new int[runs.length / 2];
        for (int i = 0; i < of.length; i++) {
            of[i] = epochs.at(runs[2 * i]);
        }
        return of;
    }

    /** Control records count as well, in offset order, as in Kafka (S8.11). */
    @Override
    public Answer.Found firstNotBefore(long timestampMillis, long now) {
        for (long offset = startOffset; offset < end; offset++) {
            if (timestamps[(int) offset] >= timestampMillis) {
                return Answer.Found.at(offset, timestamps[(int) offset], epochs.at(offset));
            }
        }
        return Answer.Found.NOTHING;
    }

    /** The timestamp of a record, in milliseconds. */
    public long timestampOf(long offset) {
        return timestamps[(int) offset];
    }

    @Override
    public Answer.EpochEnd endOfEpoch(int epoch, long now) {
        return epochs.endOf(epoch, end);
    }

    @Override
    public void writeTo(Fingerprint fingerprint) {
        fingerprint
                .add(partition)
                .add(startOffset)
                .add(end)
                .add(deleted)
                .add(epochs)
                .add(producers);
        fingerprint.add(retention != null);
        if (retention != null) {
            fingerprint.add(retention);
        }
        for (int i = 0; i < end; i++) {
            fingerprint.add(timestamps[i]).add(kinds == null ? RECORD : kinds[i]);
        }
    }
}
