package io.offsetlab.trace;

/** Why a position moved otherwise than by reading. */
public enum ResetCause {
    /** The application asked for it. */
    SEEK,
    /** A position was wanted and auto.offset.reset gave it, because nothing was committed. */
    NOTHING_COMMITTED,
    /** A fetch was out of range and auto.offset.reset gave a new position. */
    OUT_OF_RANGE
}
