package io.offsetlab.fault;

/** What can go wrong; the name in files is the constant in lower case with hyphens. */
public enum FaultKind {
    /** kill -9 of the process; it starts again after {@code duration}, or never. */
    CRASH("the process is killed; restarts after its duration, or never"),
    /** The whole process stands still for {@code duration}: a long garbage collection, a suspended container. */
    PAUSE("the whole process stands still for its duration and goes on as a zombie"),
    /** The record in hand takes {@code extra} longer; heartbeats go on. */
    SLOW_PROCESSING("the record in hand takes longer by extra, past max.poll.interval.ms if that is shorter"),
    /** The application closes its consumer and ends; it starts again after {@code duration}, or never. */
    LEAVE("the member closes its consumer gracefully; restarts after its duration, or never"),
    /** One more process starts. */
    JOIN("a further member starts"),
    /** The next {@code count} requests to the coordinator are applied and their answers never arrive. */
    ANSWER_DROPPED("the next count answers of the coordinator to the member never arrive"),
    /** The next {@code count} requests to the coordinator never arrive. */
    REQUEST_SWALLOWED("the next count requests of the member to the coordinator never arrive"),
    /** Both connections of the process break at once and stay down for {@code duration}. */
    CONNECTION_BROKEN("the member's connections break and stay down for the duration"),
    /** Every message of the process takes {@code extra} longer for {@code duration}. */
    SLOW("every message from and to the member takes longer by extra for the duration"),
    /** The coordinator moves to another broker, which loads the group for {@code duration}. */
    COORDINATOR_MOVED("the group moves to another coordinator, which loads for the duration");

    private final String description;

    FaultKind(String description) {
        this.description = description;
    }

    /** One line about it. */
    public String description() {
        return description;
    }

    /** Whether it hits one member; only {@link #COORDINATOR_MOVED} does not. */
    public boolean hasTarget() {
        return this != COORDINATOR_MOVED;
    }

    /** Whether it hits a request that is being sent, not only what comes later. */
    public boolean hitsRequests() {
        return this == ANSWER_DROPPED || this == REQUEST_SWALLOWED || this == SLOW;
    }

    /** Whether {@code count} and {@code only} mean something for it. */
    public boolean isCounted() {
        return this == ANSWER_DROPPED || this == REQUEST_SWALLOWED;
    }

    /** Whether {@code extraMicros} means something for it. */
    public boolean hasExtra() {
        return this == SLOW_PROCESSING || this == SLOW;
    }

    /** Whether {@code durationMicros} means something for it. */
    public boolean hasDuration() {
        return this == CRASH
                || this == PAUSE
                || this == LEAVE
                || this == CONNECTION_BROKEN
                || this == SLOW
                || this == COORDINATOR_MOVED;
    }
}
