package io.offsetlab.byo;

import io.offsetlab.app.Worker;
import io.offsetlab.byo.fiber.Fiber;

/** One simulated thread of a process: the one its code was called on, or one of its executor's. */
final class Strand {
    static final long NO_PLACE = -1;

    private final Hosted process;
    private final Fiber fiber;
    private final Worker worker;
    private final AppliedRecords applied;

    /** Where in the order of events the code goes on after the records it works on without a pause. */
    long place = NO_PLACE;

    /** Whether that place follows a poll in vain, which another poll may follow at once. */
    boolean polledInVain;

    /** Whether the record that it worked on last has failed just now; what it does about that other than to go on is done at once. */
    boolean justFailed;

    /** Whether the process is gone, or the run is over. */
    boolean dead;

    /** How often this was told to the code. */
    int told;

    /** Whether its thread waits for something that is not ours. */
    boolean parkedElsewhere;

    /** Whether its thread was given up. */
    boolean leftBehind;

    /** Whether the call that is going on has waited. */
    boolean waited;

    /** How many calls were made since virtual time last passed, and when that was. */
    int callsAtInstant;

    long instant = -1;

    Strand(Hosted process, int number, String name, Runnable code) {
        this.process = process;
        this.fiber = process.hosting().fibers().create(name, code);
        this.applied = new AppliedRecords(process.site(), number);
        this.worker = new Worker(
                process.site().world().processing(), process.site().workplace().times(), applied);
    }

    Hosted process() {
        return process;
    }

    Fiber fiber() {
        return fiber;
    }

    Worker worker() {
        return worker;
    }

    AppliedRecords applied() {
        return applied;
    }
}
