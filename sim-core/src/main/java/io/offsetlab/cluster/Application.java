package io.offsetlab.cluster;

import io.offsetlab.policy.Policy;

/** What the processes of a run carry out: the loop of a policy, or code of somebody's own. */
public interface Application {

    /**
     * Name, promise and client config, by which the run is set up, judged and reported. For code of one's own the answers say
     * nothing.
     */
    Policy policy();

    /** What one run needs. */
    Programs begin();

    /**
     * Whether the fingerprint of a run tells all that its processes know, so that equal states can be recognised. Of code of one's
     * own nobody sees what stands in its variables.
     */
    default boolean tellsItsState() {
        return true;
    }

    /** The loop of a policy. */
    static Application of(Policy policy) {
        return new PolicyApplication(policy);
    }
}
