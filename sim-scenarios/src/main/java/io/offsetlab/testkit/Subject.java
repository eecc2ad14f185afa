package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;

/** What an assertion tells of a run that it does not hold for. */
interface Subject {

    /**
     * The failure.
     *
     * @param run judged by the promise that was asserted, which it breaks
     * @param promise that promise
     * @param budget how many smaller worlds may be tried; none leaves the world as it is
     */
    OutcomeBroken broken(Scenario world, long seed, JudgedRun run, Promise promise, int budget);
}
