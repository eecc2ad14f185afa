package io.offsetlab.app;

/** A record by the number of its partition and its offset. */
public record RecordId(int partition, long offset) implements Comparable<RecordId> {
    @Override
    public int compareTo(RecordId other) {
        return partition == other.partition
                ? Long.compare(offset, other.offset)
                : Integer.compare(partition, other.partition);
    }
}
