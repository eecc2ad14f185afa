package io.offsetlab.app;

import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Some records, told apart from the rest: those that are named, and one in so many of all, drawn by partition and offset.
 *
 * @param oneIn so many records for each drawn one, or 0 if none is drawn
 * @param records those that are named, each once, ascending
 */
public record Marked(long oneIn, List<RecordId> records) {
    /** No record. */
    public static final Marked NONE = new Marked(0, List.of());

    /** @throws IllegalArgumentException if {@code oneIn} is negative */
    public Marked {
        if (oneIn < 0) {
            throw new IllegalArgumentException("oneIn must not be negative, but was " + oneIn);
        }
        records = Collections.unmodifiableList(List.copyOf(new TreeSet<>(records)));
    }

    /** One in so many of all records. */
    public static Marked oneIn(long number) {
        return new Marked(number, List.of());
    }

    /** A single record. */
    public static Marked only(int partition, long offset) {
        return new Marked(0, List.of(new RecordId(partition, offset)));
    }

    public boolean isEmpty() {
        return oneIn == 0 && records.isEmpty();
    }
}
