package io.offsetlab.testkit;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.Promise;
import io.offsetlab.scenario.Scenario;

/** A policy is data, so that the command line can replay it. */
record PolicySubject(Policy policy) implements Subject {

    @Override
    public JudgedRun run(Scenario world, long seed) {
        return JudgedRun.of(world, policy, seed);
    }

    @Override
    public Smallest smallest(Scenario world, long seed, Promise promise, int budget) {
        Policy promising = new Policy(
                policy.name(), policy.description(), policy.config(), policy.answers(), promise, policy.clairvoyant());
        Counterexample found = Counterexample.of(world, promising, seed, budget);
        return new Smallest(
                found.run(), "offsetlab replay " + found.token().text(), FailureText.shrinking(found, budget));
    }
}
