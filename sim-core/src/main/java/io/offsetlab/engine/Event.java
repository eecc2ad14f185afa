package io.offsetlab.engine;

/**
 * Something that happens at one instant of virtual time: an entry of the {@link Simulation}'s queue.
 *
 * <p>Events are named classes, never lambdas, so that the whole queue can be written to a {@link Fingerprint}. One object may be
 * scheduled again after it ran or was cancelled, which is what timers do; it is in the queue at most once at a time.
 */
public abstract class Event implements Fingerprinted {
    static final int NOT_QUEUED = -1;

    long at;
    long sequence;
    int slot = NOT_QUEUED;

    /** Carries out the event; the clock already shows {@link #at()}. */
    protected abstract void run();

    /** The virtual time in microseconds that this event is, or was last, due. */
    public final long at() {
        return at;
    }

    /** Whether the event waits in a queue. */
    public final boolean isScheduled() {
        return slot != NOT_QUEUED;
    }
}
