package io.offsetlab.byo;

import java.util.concurrent.atomic.LongAdder;

/** Counts over all runs of a loop. They say nothing about what happened in virtual time. */
public final class Tally {
    private final LongAdder runs = new LongAdder();
    private final LongAdder blockingCalls = new LongAdder();
    private final LongAdder handOvers = new LongAdder();
    private final LongAdder droppedEffects = new LongAdder();
    private final LongAdder threadsLeftBehind = new LongAdder();

    Tally() {}

    /** Runs that are over. */
    public long runs() {
        return runs.sum();
    }

    /** Calls in which code waited for something to happen. */
    public long blockingCalls() {
        return blockingCalls.sum();
    }

    /** How often one thread gave its turn to another, in one direction. */
    public long handOvers() {
        return handOvers.sum();
    }

    /** Effects that came from a process that was gone already, such as from a {@code finally} block, and did not happen. */
    public long droppedEffects() {
        return droppedEffects.sum();
    }

    /** Threads that could not be ended because their code did not let go. */
    public long threadsLeftBehind() {
        return threadsLeftBehind.sum();
    }

    void add(long calls, long turns, long dropped, long lost) {
        runs.increment();
        blockingCalls.add(calls);
        handOvers.add(turns);
        droppedEffects.add(dropped);
        threadsLeftBehind.add(lost);
    }
}
