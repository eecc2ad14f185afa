package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Application;
import io.offsetlab.policy.Answers.AtHandOver;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Risk: the smallest world that is shown could be smaller by a single step. */
final class MinimumProperties {
    private static final ScenarioSource WORLDS = ScenarioSource.named("generated:records=100..600,duration=20s..60s");

    private static final List<Policy> WRONG = List.of(
            Policy.named("mid-batch")
                    .commits(Which.POSITION)
                    .midBatch()
                    .sync()
                    .promises(InvariantName.LOSS)
                    .build(),
            Policy.named("naive-retry")
                    .commits(Which.POSITION)
                    .afterBatch()
                    .send(Send.ASYNC_NAIVE_RETRY)
                    .onRevoke(AtHandOver.COMMIT_POSITION)
                    .promises(InvariantName.REWIND)
                    .build(),
            Policy.named("never-twice")
                    .commits(Which.PROCESSED)
                    .every(20)
                    .sync()
                    .promises(InvariantName.DUP)
                    .build());

    @Property(tries = 12)
    void noSingleReductionOfTheSmallestStillBreaksThePromise(
            @ForAll @IntRange(max = 2) int which, @ForAll @LongRange(min = 1, max = 200) long seed) {
        Policy policy = WRONG.get(which);
        Scenario world = WORLDS.draw(seed);
        Assume.that(JudgedRun.brokenBy(world, Application.of(policy), seed) != null);
        Counterexample found = Counterexample.of(world, policy, seed, Shrinker.BUDGET);

        assertThat(found.complete()).isTrue();
        Suspect smallest = new Suspect(
                found.scenario(),
                Suspect.Code.ofPolicies(found.policy()),
                found.violation().invariant());
        assertThat(smallest.simpler()).noneMatch(candidate -> candidate.breaks(seed));
        assertThat(found.shrinking()).startsWith(found.tried() + " smaller worlds were tried");
    }
}
