package io.offsetlab.invariant;

/** What took the resume point over a record without effect. */
public enum Cause {
    /** The invariant has no causes to tell apart. */
    NONE,
    /** An offset was committed, or written to the external store, too early. */
    COMMIT,
    /** A position was reset over the record: nothing was committed any more, or it was out of the log's range. */
    RESET
}
