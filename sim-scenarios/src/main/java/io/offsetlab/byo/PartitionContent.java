package io.offsetlab.byo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the records of one partition: keys, values, headers, timestamps, by offset. Which offsets a reader is given, and
 * when, the simulated log decides; an offset may stand here without content, as that of a control record does.
 */
final class PartitionContent implements Content {
    private static final int FIRST_CAPACITY = 16;
    private static final Optional<Integer> FIRST_EPOCH = Optional.of(0);

    private final TopicPartition partition;
    private final int number;
    private long first;
    private int size;
    private int told;
    private byte[] @Nullable [] keys = new byte[FIRST_CAPACITY][];
    private byte[] @Nullable [] values = new byte[FIRST_CAPACITY][];
    private long[] timestamps = new long[FIRST_CAPACITY];
    private Header @Nullable [] @Nullable [] headers = null;
    private final List<Epoch> epochs = new ArrayList<>();

    /** The records from an offset on were appended under a leader epoch. */
    private record Epoch(long from, Optional<Integer> number) {}

    PartitionContent(TopicPartition partition, int number) {
        this.partition = partition;
        this.number = number;
        epochs.add(new Epoch(0, FIRST_EPOCH));
    }

    @Override
    public TopicPartition partition() {
        return partition;
    }

    /** The number of the partition in the simulation. */
    int number() {
        return number;
    }

    /** The offset of the next record. */
    long end() {
        return first + size;
    }

    /** Appends a record and returns its offset. */
    long append(long timestampMillis, byte @Nullable [] key, byte @Nullable [] value, Header[] ofRecord) {
        int at = size;
        if (at == timestamps.length) {
            grow();
        }
        keys[at] = key;
        values[at] = value;
        timestamps[at] = timestampMillis;
        if (ofRecord.length > 0) {
            putHeaders(at, ofRecord);
        }
        size = at + 1;
        return first + at;
    }

    private void putHeaders(int at, Header[] ofRecord) {
        if (headers == null) {
            headers = new Header[timestamps.length][];
        }
        headers[at] = ofRecord;
    }

    private void grow() {
        int capacity = timestamps.length * 2;
        keys = Arrays.copyOf(keys, capacity);
        values = Arrays.copyOf(values, capacity);
        timestamps = Arrays.copyOf(timestamps, capacity);
        headers = headers == null ? null : Arrays.copyOf(headers, capacity);
    }

    @Override
    public byte @Nullable [] key(long offset) {
        return keys[index(offset)];
    }

    @Override
    public byte @Nullable [] value(long offset) {
        return values[index(offset)];
    }

    @Override
    public long timestamp(long offset) {
        return timestamps[index(offset)];
    }

    @Override
    public Header @Nullable [] headers(long offset) {
        return headers == null ? null : headers[index(offset)];
    }

    private int index(long offset) {
        return (int) (offset - first);
    }

    @Override
    public Optional<Integer> leaderEpoch(long offset) {
        int at = epochs.size() - 1;
        if (at == 0) {
            return FIRST_EPOCH;
        }
        while (at > 0 && epochs.get(at).from() > offset) {
            at--;
        }
        return epochs.get(at).number();
    }

    /** Whether no record was appended since {@link #takeUntold} was asked last. */
    boolean isTold() {
        return told == size;
    }

    /** How many records were appended since this was asked last. */
    int takeUntold() {
        int untold = size - told;
        told = size;
        return untold;
    }

    /** The content below an offset is not needed any more. */
    void forgetBelow(long offset) {
        int gone = (int) Math.min(size, Math.max(0, offset - first));
        if (gone > size / 2) {
            keep(gone, size);
            first += gone;
        }
    }

    /** The content from an offset on is lost; what is appended now belongs to the next leader epoch. */
    void truncate(long offset) {
        epochs.add(new Epoch(Math.min(offset, end()), Optional.of(epochs.size())));
        if (offset < end()) {
            int left = Math.max(0, index(offset));
            Arrays.fill(keys, left, size, null);
            Arrays.fill(values, left, size, null);
            if (headers != null) {
                Arrays.fill(headers, left, size, null);
            }
            size = left;
            told = Math.min(told, size);
        }
    }

    private void keep(int from, int to) {
        int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(Math.max(1, to - from)) * 2);
        keys = Arrays.copyOf(Arrays.copyOfRange(keys, from, to), capacity);
        values = Arrays.copyOf(Arrays.copyOfRange(values, from, to), capacity);
        timestamps = Arrays.copyOf(Arrays.copyOfRange(timestamps, from, to), capacity);
        headers = headers == null ? null : Arrays.copyOf(Arrays.copyOfRange(headers, from, to), capacity);
        size = to - from;
        told -= from;
    }
}
