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
    FAILED,
    /** It was written to a dead-letter topic instead; that is its effect. */
    DEAD_LETTERED,
    /** A sink took it, but does not hold it for certain yet; it has its effect once it is durable. */
    ACCEPTED
}
