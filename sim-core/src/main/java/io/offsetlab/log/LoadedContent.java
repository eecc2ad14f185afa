package io.offsetlab.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one partition as a dump has them, ascending by offset; offsets that are missing are gaps that no consumer is
 * given. Its arrivals count records: the n-th record arrives when the n-th arrival is due.
 */
public record LoadedContent(List<Entry> records) {

    /**
     * One record.
     *
     * @param timestampMillis Kafka's timestamp, or -1
     */
    public record Entry(
            long offset,
            long timestampMillis,
            @Nullable String key,
            @Nullable String value) {}

    /** @throws IllegalArgumentException if offsets do not ascend or one is negative */
    public LoadedContent {
        long previous = -1;
        for (Entry entry : records) {
            if (entry.offset() <= previous) {
                throw new IllegalArgumentException(
                        "offset " + entry.offset() + " after " + previous + ": offsets must ascend");
            }
            previous = entry.offset();
        }
    }
}
