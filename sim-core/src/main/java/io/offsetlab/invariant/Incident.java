package io.offsetlab.invariant;

import java.util.List;

/**
 * A finished disturbance of the group: from its first cause until each partition that it moved was delivered again. Times are
 * microseconds of virtual time.
 *
 * @param number from 0, in the order of beginning
 * @param startAt when its first cause happened
 * @param endAt when the last moved partition had delivered its first record, or had none to deliver
 * @param cause its first cause
 * @param member whom the first cause happened to
 * @param parts what it did to each partition that it moved, ascending
 */
public record Incident(long number, long startAt, long endAt, IncidentCause cause, int member, List<Part> parts) {

    /**
     * An incident in one partition.
     *
     * @param partition the partition
     * @param repeats records whose effect happened again because of it
     * @param allowed how many the policy declares, {@link Long#MAX_VALUE} for any number
     * @param handOvers how many owners lost the partition in it
     * @param unapplied consecutive commits of those owners that were sent and not applied
     * @param gapMicros from the last effect of the old owner to the first of the new one, negative if they overlapped, or
     *     {@link #NO_GAP}
     */
    public record Part(int partition, long repeats, long allowed, int handOvers, long unapplied, long gapMicros) {
        /** One of the two effects never happened. */
        public static final long NO_GAP = Long.MIN_VALUE;
    }
}
