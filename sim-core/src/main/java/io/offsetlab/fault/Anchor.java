package io.offsetlab.fault;

/** The moment at which a fault happens, the same for every policy that runs in the same world. */
public sealed interface Anchor {

    /** At a virtual time in microseconds since the start of the run. */
    record AtTime(long micros) implements Anchor {}

    /** When anybody finishes this record for the first time. */
    record RecordFinished(int partition, long offset) implements Anchor {}

    /** When the group has finished so many different records. */
    record GroupFinished(long records) implements Anchor {}

    /**
     * Just after the {@code number}-th step (from 1) of a kind in one life of a process.
     *
     * @param incarnation 0 for the first life of the process
     */
    record Place(int member, int incarnation, Step step, int number) implements Anchor {}

    /** The kinds of steps that a {@link Place} can name. */
    enum Step {
        CALL_ENTERED,
        CALL_LEFT,
        RECORD_STARTED,
        EFFECT,
        COMMIT_SENT,
        COMMIT_ANSWERED,
        ASSIGNED,
        REVOKED
    }
}
