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
import java.util.Map;
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

    /** Loses nothing in the classic protocol; in the other the background thread commits behind what poll is about to return. */
    private static final Policy AUTO = Policy.named("auto")
            .config("enable.auto.commit", "true")
            .promises(InvariantName.LOSS)
            .build();

    @Property(tries = 12)
    void noSingleReductionOfTheSmallestStillBreaksThePromise(
            @ForAll @IntRange(max = 2) int which, @ForAll @LongRange(min = 1, max = 200) long seed) {
        theSmallestIsAMinimum(WRONG.get(which), WORLDS.draw(seed), seed);
    }

    /** The smallest may be one of the classic protocol, which is simpler, if that breaks the promise, too. */
    @Property(tries = 8)
    void norIfItWasFoundInTheConsumerProtocol(
            @ForAll @IntRange(max = 2) int which, @ForAll @LongRange(min = 1, max = 200) long seed) {
        theSmallestIsAMinimum(WRONG.get(which), consumers(seed), seed);
    }

    @Property(tries = 3)
    void norIfOnlyTheConsumerProtocolBreaksThePromise(@ForAll @LongRange(min = 1, max = 200) long seed) {
        Counterexample found = theSmallestIsAMinimum(AUTO, consumers(seed), seed);

        assertThat(found.scenario().client()).containsEntry("group.protocol", "consumer");
    }

    private static Scenario consumers(long seed) {
        return WORLDS.forEitherProtocol().draw(seed).with("--config", Map.of("group.protocol", "consumer"));
    }

    private static Counterexample theSmallestIsAMinimum(Policy policy, Scenario world, long seed) {
        Assume.that(JudgedRun.brokenBy(world, Application.of(policy), seed) != null);
        Counterexample found = Counterexample.of(world, policy, seed, Shrinker.BUDGET);

        assertThat(found.complete()).isTrue();
        Suspect smallest = new Suspect(
                found.scenario(),
                Suspect.Code.ofPolicies(found.policy()),
                found.violation().invariant());
        assertThat(smallest.simpler()).noneMatch(candidate -> candidate.breaks(seed));
        assertThat(found.shrinking()).startsWith(found.tried() + " smaller worlds were tried");
        return found;
    }
}
