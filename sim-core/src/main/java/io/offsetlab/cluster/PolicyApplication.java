package io.offsetlab.cluster;

import io.offsetlab.app.Loops;
import io.offsetlab.app.Program;
import io.offsetlab.policy.Policy;

/** Every process runs the loop that a policy describes. */
record PolicyApplication(Policy policy) implements Application, Programs {

    @Override
    public Programs begin() {
        return this;
    }

    @Override
    public Program create(Site site) {
        return Loops.of(site.client(), policy, site.topics(), site.world().pollTimeoutMicros(), site.workplace(), site);
    }
}
