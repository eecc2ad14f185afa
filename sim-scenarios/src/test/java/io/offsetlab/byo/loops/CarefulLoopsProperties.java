package io.offsetlab.byo.loops;

import static io.offsetlab.policy.OnError.Reaction.DEAD_LETTER;
import static io.offsetlab.policy.OnError.Reaction.IGNORE;
import static io.offsetlab.policy.OnError.Reaction.RETRY;
import static io.offsetlab.policy.OnError.Reaction.SKIP;
import static io.offsetlab.policy.OnError.Reaction.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.loops.CarefulLoop.Commit;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.FirstDifferences;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: what can happen to a record means one thing to code over Consumer and another to a policy. */
final class CarefulLoopsProperties {
    private static final List<String> SINKS =
            List.of("plain", "buffered", "dedupe", "dedupe-after", "dedupe-before", "plain");

    private static final String POISONED = "poison=0..3,slow=0..3,faults=0..4,sink=";

    /** A policy, the loop that writes it out, and the worlds in which they are to be the same; with a sink for each seed if need be. */
    private record Pair(Policy policy, OwnLoop loop, String worlds) {
        ScenarioSource source(long seed) {
            String sink = worlds.endsWith("=") ? SINKS.get((int) (seed % SINKS.size())) : "";
            return ScenarioSource.named(
                    "generated:members=1..3,partitions=1..4,records=40..200,duration=20s..40s," + worlds + sink);
        }
    }

    /**
     * Two can differ, and are compared where they cannot. A policy that stops goes on behind a fault that is anchored to the very
     * record that threw, code ahead of it: no faults. And a policy that waits for durability takes a record that was read again, as
     * after a fault or an eviction, as durable if an earlier effect of it becomes so meanwhile, while code is told of the later one: no
     * faults and none that is slow.
     */
    private static List<Pair> pairs() {
        return List.of(
                pair(Which.POSITION, new OnError(RETRY, 1), POISONED),
                pair(Which.POSITION, new OnError(SKIP, 3), POISONED),
                pair(Which.PROCESSED, new OnError(DEAD_LETTER, 2), POISONED),
                pair(Which.PROCESSED, new OnError(IGNORE, 1), POISONED),
                pair(Which.POSITION, new OnError(STOP, 1), "poison=0..3,slow=0..3,faults=0,sink="),
                pair(Which.DURABLE, new OnError(SKIP, 1), "poison=0..3,faults=0,sink=buffered"));
    }

    private static Pair pair(Which which, OnError onError, String worlds) {
        Policy policy = Policy.named("careful")
                .commits(which)
                .afterBatch()
                .sync()
                .onError(onError.reaction(), onError.attempts())
                .build();
        Commit commit = Commit.valueOf(which.name());
        OwnLoop loop = Loops.like(policy).runs(member -> new CarefulLoop(member, onError, commit).run());
        return new Pair(policy, loop, worlds);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 120, shrinking = ShrinkingMode.OFF)
    void aLoopLeavesTheDigestOfThePolicyThatItWritesOut(@ForAll @LongRange(min = 1, max = 120) long seed) {
        for (Pair pair : pairs()) {
            Scenario scenario = pair.source(seed).draw(seed);
            World world = scenario.toWorld(seed);
            String expected =
                    new Cluster(world, pair.policy(), Skipping.ON).run().digestText();
            if (!new Cluster(world, pair.loop(), Skipping.ON).run().digestText().equals(expected)) {
                JudgedRun byPolicy = JudgedRun.of(scenario, pair.policy(), seed);
                JudgedRun byLoop = JudgedRun.of(scenario, pair.loop(), seed);
                throw new AssertionError(pair.policy().answers().onError() + ", seed " + seed + ": "
                        + FirstDifferences.between(byPolicy, byLoop));
            }
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 24, shrinking = ShrinkingMode.OFF)
    void skippedTimeLeavesNoMark(@ForAll @LongRange(min = 121, max = 144) long seed) {
        Pair pair = pairs().get((int) (seed % pairs().size()));

        assertThat(Verification.difference(pair.source(seed).draw(seed), pair.loop(), seed))
                .as("%s, seed %d", pair.policy().answers().onError(), seed)
                .isNull();
    }
}
