package io.offsetlab.narrative;

import java.util.List;

/**
 * The five offsets of a partition at one moment, and who believes to own it. An offset that nobody has set yet is -1.
 *
 * @param partition the partition's number
 * @param logEnd the offset that the next record will get
 * @param fetched the offset behind the last record that a fetch brought
 * @param returned the offset behind the last record that a poll handed out: the position
 * @param processed the processed offsets as ranges with their holes, {@code none} if there are none
 * @param processedTo the first visible offset that is not processed
 * @param stored what is marked to be committed: what the latest commit that was sent carries, or what the external store holds
 * @param committed the resume point: the committed offset, or the external store's where that one counts
 * @param owners the names of the members that believe to own it
 */
public record PartitionOffsets(
        int partition,
        long logEnd,
        long fetched,
        long returned,
        String processed,
        long processedTo,
        long stored,
        long committed,
        List<String> owners) {

    /** An offset as text; nothing is a hyphen. */
    static String offset(long offset) {
        return offset < 0 ? "-" : Long.toString(offset);
    }
}
