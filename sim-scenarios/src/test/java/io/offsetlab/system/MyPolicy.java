package io.offsetlab.system;

import static io.offsetlab.policy.Answers.Which.POSITION;
import static io.offsetlab.protocol.InvariantName.LOSS;
import static org.assertj.core.api.Assertions.fail;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The example of the README, which {@link MyPolicyTest} keeps equal to it. Its name hides it from the build: it is red. */
class MyPolicy {
    static final Policy MINE = Policy.named("mine")
            .commits(POSITION)
            .midBatch()
            .sync()
            .promises(LOSS)
            .build();

    static final ScenarioSource WORLDS = ScenarioSource.named("generated:records=200..2000");

    @Property(tries = 100)
    void keepsItsPromise(@ForAll @LongRange(min = 1, max = 100_000) long seed) {
        Scenario world = WORLDS.draw(seed);
        if (JudgedRun.of(world, MINE, seed).broken() != null) {
            Counterexample smallest = Counterexample.of(world, MINE, seed, Shrinker.BUDGET);
            String token = "offsetlab replay " + smallest.token().text();
            fail(smallest.run().report(List.of(token)).text());
        }
    }
}
