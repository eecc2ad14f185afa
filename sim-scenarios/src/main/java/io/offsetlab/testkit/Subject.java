package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;

/** What is tested: something that commits offsets and can be run in one world after the other. */
interface Subject {

    /** Runs it, judged by its own promise. */
    JudgedRun run(Scenario world, long seed);

    /**
     * Makes a world smaller in which the run breaks a promise, for as long as it still breaks the same invariant.
     *
     * @param budget how many smaller worlds may be tried; none leaves the world as it is
     */
    Smallest smallest(Scenario world, long seed, Promise promise, int budget);

    /**
     * The smallest world that was found.
     *
     * @param run judged by the promise that was asked for
     * @param replayLine runs exactly this again
     * @param shrinking how far it went, as a sentence
     */
    record Smallest(JudgedRun run, String replayLine, String shrinking) {}
}
