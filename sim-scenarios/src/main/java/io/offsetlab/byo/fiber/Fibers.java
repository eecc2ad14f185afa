package io.offsetlab.byo.fiber;

/**
 * The fibers of one run and their driver, one of which runs at any time. Who runs gives the turn to another and waits for its own:
 * nobody spins, and nobody is woken in vain.
 */
public interface Fibers {

    /** A fiber that begins when it is given its first turn. What its code throws is lost: it has to catch. */
    Fiber create(String name, Runnable code);

    /**
     * Runs the driver's part and returns when that is over. Only there may {@link #resume} be called.
     *
     * @throws Stuck if {@link #giveUp} was called meanwhile
     */
    void drive(Runnable driver);

    /** The driver gives its turn to a fiber and gets it back when a fiber ends or {@linkplain #toDriver gives} it back. */
    void resume(Fiber fiber);

    /** A fiber gives its turn to another one, and returns when somebody gives it back. */
    void pass(Fiber from, Fiber to);

    /** A fiber gives its turn to the driver, and returns when somebody gives it back. */
    void toDriver(Fiber from);

    /** From any thread, while a fiber has the turn and keeps it: the driver goes on without that fiber, whose thread is lost. */
    void giveUp();

    /** What carries fibers, as a word. */
    String kind();

    /** Told of what fibers do beside the turns that they give one another. Only virtual threads can tell. */
    interface Listener {
        /** A fiber has parked in something else than {@link #pass} or {@link #toDriver}; the driver has the turn. */
        void parkedElsewhere(Fiber fiber);

        /** The fiber that runs has woken one that had parked elsewhere, which can be given a turn now. */
        void woken(Fiber fiber);

        /** A thread that is none of these fibers tries to wake one; it is not woken. */
        void wokenFromOutside(Fiber fiber);
    }

    /** Virtual threads on a scheduler of ours where the JVM has them and lets us, pooled platform threads elsewhere. */
    static Fibers create(Listener listener) {
        return VirtualFibers.areAvailable() ? new VirtualFibers(listener) : new PlatformFibers();
    }

    /** Whether this JVM has virtual threads that no monitor pins, and lets us choose their scheduler. */
    static boolean virtualThreadsAreAvailable() {
        return VirtualFibers.areAvailable();
    }

    /** On platform threads. */
    static Fibers onPlatformThreads() {
        return new PlatformFibers();
    }
}
