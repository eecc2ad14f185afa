package io.offsetlab.byo.fiber;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The right to run, as one thread waits for it. */
final class Turn {
    private volatile boolean mine;
    private volatile @Nullable Thread thread;

    /** The thread that waits here from now on. */
    void belongsTo(Thread owner) {
        thread = owner;
    }

    /** Lets the thread that waits here run. */
    void give() {
        mine = true;
        LockSupport.unpark(thread);
    }

    /** Waits, on the thread that this turn belongs to. An interrupt neither ends the waiting nor gets lost. */
    void await() {
        boolean interrupted = false;
        while (!mine) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        mine = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
