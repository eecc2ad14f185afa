package io.offsetlab.sink;

/**
 * Where the effects of processing go, as data. A policy that resumes from an external store writes effect and offset there, whatever
 * the kind says; the kind then only tells whether that store refuses stale writers.
 *
 * @param kind how the sink takes an effect
 * @param flushRecords for {@link Kind#BUFFERED}: how many accepted records make it flush, otherwise 0
 * @param flushMicros for {@link Kind#BUFFERED}: how long an accepted record waits at most for a flush, otherwise 0
 * @param gapMicros for {@link Kind#DEDUPE_AFTER}: how long after the effect the table is written, otherwise 0
 */
public record SinkSpec(Kind kind, int flushRecords, long flushMicros, long gapMicros) {
    /** Every effect is there at once. */
    public static final SinkSpec PLAIN = new SinkSpec(Kind.PLAIN, 0, 0, 0);

    /** An external store that takes any writer's offset. */
    public static final SinkSpec UNFENCED_STORE = new SinkSpec(Kind.UNFENCED_STORE, 0, 0, 0);

    /** A table of the records that had their effect, written in one write with the effect. */
    public static final SinkSpec DEDUPE = new SinkSpec(Kind.DEDUPE, 0, 0, 0);

    /** A table that is written before a record is processed. */
    public static final SinkSpec DEDUPE_BEFORE = new SinkSpec(Kind.DEDUPE_BEFORE, 0, 0, 0);

    /** How a sink takes an effect. */
    public enum Kind {
        /** At once and for certain; an external store refuses stale writers. */
        PLAIN,
        /** Into a buffer in the process, which a crash loses. */
        BUFFERED,
        /** At once and for certain; an external store takes any writer's offset. */
        UNFENCED_STORE,
        /** Unless the table has it: looked up and written together with the effect. */
        DEDUPE,
        /** Unless the table had it when processing began: written some time after the effect. */
        DEDUPE_AFTER,
        /** Unless the table had it when processing began: written then, before the effect. */
        DEDUPE_BEFORE
    }

    public SinkSpec {
        boolean buffered = kind == Kind.BUFFERED;
        if (buffered != flushRecords > 0 || buffered != flushMicros > 0 || gapMicros < 0 || flushRecords < 0) {
            throw new IllegalArgumentException(
                    "a buffered sink, and no other, flushes after at least 1 record and at least 1 microsecond");
        }
        if (kind == Kind.DEDUPE_AFTER ? gapMicros < 1 : gapMicros != 0) {
            throw new IllegalArgumentException("a table that is written after the effect, and no other, has a gap");
        }
    }

    /** A sink that flushes after so many records, or once one has waited for so long. */
    public static SinkSpec buffered(int flushRecords, long flushMicros) {
        return new SinkSpec(Kind.BUFFERED, flushRecords, flushMicros, 0);
    }

    /** A table that is written so long after the effect. */
    public static SinkSpec dedupeAfter(long gapMicros) {
        return new SinkSpec(Kind.DEDUPE_AFTER, 0, 0, gapMicros);
    }
}
