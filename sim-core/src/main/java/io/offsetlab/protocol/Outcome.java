package io.offsetlab.protocol;

/** How the processing of a record ended. */
public enum Outcome {
    /** Its effect happened. */
    DONE,
    /** It was left out on purpose; it counts as handled, without an effect. */
    SKIPPED,
    /** Its effect was refused by the sink, because it stood there already or the writer was stale. */
    REFUSED,
    /** Processing threw. */
    FAILED
}
