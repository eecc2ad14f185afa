package io.offsetlab.byo.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.FirstDifferences;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: code over Consumer lives in another world than the policies do, so that what is found about one says nothing of the other. */
final class LoopsLikePoliciesProperties {
    private static final ScenarioSource WORLDS = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "2..3")
            .with("partitions", "1..4")
            .with("records", "40..200")
            .with("faults", "2..6")
            .with("duration", "20s..40s"));

    private static final ScenarioSource CONSUMER = ScenarioSource.named(WORLDS.name() + ",protocol=consumer");

    private static final List<Map.Entry<Policy, OwnLoop.Code>> LOOPS =
            new ArrayList<>(Loops.byPolicy().entrySet());

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 200, shrinking = ShrinkingMode.OFF)
    void aLoopLeavesTheDigestOfThePolicyThatItWritesOut(@ForAll @LongRange(min = 1, max = 200) long seed) {
        LOOPS.forEach(entry -> leavesTheDigest(entry, WORLDS, seed));
    }

    /**
     * The code that sends a failed commit again is left out: Kafka's client of this protocol hands its callback no offsets when a commit
     * has failed, so that such code throws, where the policy remembers what it sent.
     */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 40, shrinking = ShrinkingMode.OFF)
    void withTheConsumerProtocolTooALoopLeavesTheDigestOfItsPolicy(@ForAll @LongRange(min = 1, max = 40) long seed) {
        LOOPS.stream()
                .filter(entry -> entry.getKey() != Policies.ASYNC_NAIVE_RETRY)
                .forEach(entry -> leavesTheDigest(entry, CONSUMER, seed));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 40, shrinking = ShrinkingMode.OFF)
    void theLoopThatProducesLeavesTheDigestOfItsPolicy(@ForAll @LongRange(min = 1, max = 40) long seed) {
        leavesTheDigest(Policies.TRANSACTIONAL, Loops.transactional(), WORLDS, seed);
        leavesTheDigest(Policies.TRANSACTIONAL, Loops.transactional(), CONSUMER, seed);
    }

    private static void leavesTheDigest(Map.Entry<Policy, OwnLoop.Code> entry, ScenarioSource source, long seed) {
        leavesTheDigest(entry.getKey(), Loops.like(entry.getKey()).runs(entry.getValue()), source, seed);
    }

    private static void leavesTheDigest(Policy policy, OwnLoop loop, ScenarioSource source, long seed) {
        World world = source.draw(seed).toWorld(seed);
        String expected = new Cluster(world, policy, Skipping.ON).run().digestText();
        if (!new Cluster(world, loop, Skipping.ON).run().digestText().equals(expected)) {
            JudgedRun byPolicy = JudgedRun.of(source.draw(seed), policy, seed);
            JudgedRun byLoop = JudgedRun.of(source.draw(seed), loop, seed);
            throw new AssertionError(
                    policy.name() + ", seed " + seed + ": " + FirstDifferences.between(byPolicy, byLoop));
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 60, shrinking = ShrinkingMode.OFF)
    void whatCarriesTheCodeLeavesNoMark(@ForAll @LongRange(min = 201, max = 260) long seed) {
        World world = WORLDS.draw(seed).toWorld(seed);
        Map.Entry<Policy, OwnLoop.Code> entry = LOOPS.get((int) (seed % LOOPS.size()));
        OwnLoop usual = Loops.like(entry.getKey()).runs(entry.getValue());
        OwnLoop onPlatformThreads =
                Loops.like(entry.getKey()).onPlatformThreads().runs(entry.getValue());

        assertThat(new Cluster(world, onPlatformThreads, Skipping.ON).run().digestText())
                .as("%s, seed %d", entry.getKey().name(), seed)
                .isEqualTo(new Cluster(world, usual, Skipping.ON).run().digestText());
        assertThat(usual.tally().handOvers())
                .isEqualTo(onPlatformThreads.tally().handOvers());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 40, shrinking = ShrinkingMode.OFF)
    void skippedTimeLeavesNoMark(@ForAll @LongRange(min = 261, max = 300) long seed) {
        Map.Entry<Policy, OwnLoop.Code> entry = LOOPS.get((int) (seed % LOOPS.size()));
        OwnLoop loop = Loops.like(entry.getKey()).runs(entry.getValue());

        assertThat(Verification.difference(WORLDS.draw(seed), loop, seed))
                .as("%s, seed %d", entry.getKey().name(), seed)
                .isNull();
    }
}
