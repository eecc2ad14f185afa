package io.offsetlab.byo.fiber;

import org.jspecify.annotations.Nullable;

/** Code on a thread of its own that runs when it is its turn. Made by {@link Fibers}. */
public final class Fiber {
    private final String name;
    private final Runnable code;
    final Turn turn = new Turn();

    /** What a scheduler has to run for this fiber to go on, or null as long as it waits. */
    @Nullable
    Runnable work;

    private @Nullable Thread thread;
    private boolean ended;

    Fiber(String name, Runnable code) {
        this.name = name;
        this.code = code;
    }

    public String name() {
        return name;
    }

    /** Whether its first turn has come. */
    public boolean hasBegun() {
        return thread != null;
    }

    /** Whether its code is over. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether the caller is this fiber. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    @SuppressWarnings("ReferenceEquality") // a thread is itself only
    boolean isOn(Thread other) {
        return other == thread;
    }

    /** Interrupts the thread, which may end its waiting for something that is not ours. */
    public void interrupt() {
        Thread mine = thread;
        if (mine != null) {
            mine.interrupt();
        }
    }

    /** Where its code is, as far as can be seen from outside. */
    public StackTraceElement[] stack() {
        Thread mine = thread;
        return mine == null ? new StackTraceElement[0] : mine.getStackTrace();
    }

    void runsOn(Thread owner) {
        thread = owner;
        turn.belongsTo(owner);
    }

    /** Runs the code, on its thread. */
    void run() {
        try {
            code.run();
        } finally {
            ended = true;
        }
    }
}
