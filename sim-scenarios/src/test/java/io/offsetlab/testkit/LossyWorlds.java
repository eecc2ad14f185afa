package io.offsetlab.testkit;

import static io.offsetlab.testkit.OffsetlabAssertions.assertThat;

import io.offsetlab.policy.Policies;
import io.offsetlab.scenario.Scenario;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A property as a user writes it; red, so that {@link JqwikTest} runs it and the build does not. */
class LossyWorlds {
    @Property(tries = 200, seed = "1")
    void nothingIsLost(@ForAll @Worlds(records = "100..1000", faults = "1..4") Scenario world) {
        assertThat(Outcome.of(world, Policies.SYNC_BEFORE_BATCH, 1))
                .asItWasRun()
                .lostNothing();
    }

    @Property
    void hasNoSuchWorld(@ForAll @Worlds(members = "0") Scenario world) {}
}
