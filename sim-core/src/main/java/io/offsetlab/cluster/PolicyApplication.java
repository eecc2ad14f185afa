package io.offsetlab.cluster;

import io.offsetlab.app.PolicyLoop;
import io.offsetlab.app.Program;
import io.offsetlab.app.Worker;
import io.offsetlab.policy.Policy;

/** Every process runs the loop that a policy describes. */
record PolicyApplication(Policy policy) implements Application, Programs {

    @Override
    public Programs begin() {
        return this;
    }

    @Override
    public Program create(Site site) {
        return new PolicyLoop(
                site.client(),
                policy,
                site.topics(),
                site.world().pollTimeoutMicros(),
                progress -> new Worker(site.world().processing(), site.processingTimes(), progress),
                site.effects(),
                site.store(),
                site);
    }
}
