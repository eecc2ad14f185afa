package io.offsetlab.counterexample;

import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.stream.Stream;

/**
 * A world and a policy that break a promise together; both are made smaller.
 *
 * @param broken the promise
 */
record Suspect(Scenario scenario, Policy policy, InvariantName broken) {

    /** The smaller worlds, then the simpler policies. */
    Stream<Suspect> simpler() {
        return Stream.concat(
                scenario.simpler().map(smaller -> new Suspect(smaller, policy, broken)),
                PolicyReductions.of(policy, broken).map(simpler -> new Suspect(scenario, simpler, broken)));
    }
}
