package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.invariant.Violation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A world and a policy that break a promise together; both are made smaller.
 *
 * @param broken the promise
 */
record Suspect(Scenario scenario, Code code, InvariantName broken) {

    /**
     * What the processes carry out.
     *
     * @param policy by which it is judged
     * @param own code of somebody's own, which cannot be made simpler, or null for the policy's loop
     */
    record Code(Policy policy, @Nullable Application own) {
        static Code ofPolicies(Policy policy) {
            return new Code(policy, null);
        }

        static Code own(Application application) {
            return new Code(application.policy(), application);
        }

        Application application() {
            return own == null ? Application.of(policy) : own;
        }

        Stream<Code> simpler(InvariantName broken) {
            return own == null ? PolicyReductions.of(policy, broken).map(Code::ofPolicies) : Stream.of();
        }
    }

    /** The smaller worlds, then the simpler policies. */
    Stream<Suspect> simpler() {
        return Stream.concat(
                scenario.simpler().map(smaller -> new Suspect(smaller, code, broken)),
                code.simpler(broken).map(simpler -> new Suspect(scenario, simpler, broken)));
    }

    /** Whether the promise is broken. */
    boolean breaks(long seed) {
        try {
            Violation first = JudgedRun.brokenBy(scenario, code.application(), seed);
            return first != null && first.invariant() == broken;
        } catch (RuntimeException | AssertionError e) {
            // a run that ends with an exception is another failure than the one that is being made smaller
            return false;
        }
    }
}
