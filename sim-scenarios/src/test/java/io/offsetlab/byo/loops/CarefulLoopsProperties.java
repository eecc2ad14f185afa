package io.offsetlab.byo.loops;

import static io.offsetlab.policy.OnError.Reaction.DEAD_LETTER;
import static io.offsetlab.policy.OnError.Reaction.IGNORE;
import static io.offsetlab.policy.OnError.Reaction.RETRY;
import static io.offsetlab.policy.OnError.Reaction.SKIP;
import static io.offsetlab.policy.OnError.Reaction.STOP;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.byo.loops.CarefulLoop.Commit;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.FirstDifferences;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.policy.Answers.Which;
import io.offsetlab.policy.OnError;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.ScenarioSource;
import java.util.ArrayList;
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

    private record Pair(Policy policy, OwnLoop loop) {}

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(pair(Which.POSITION, new OnError(RETRY, 1)));
        pairs.add(pair(Which.POSITION, new OnError(SKIP, 3)));
        pairs.add(pair(Which.PROCESSED, new OnError(DEAD_LETTER, 2)));
        pairs.add(pair(Which.PROCESSED, new OnError(IGNORE, 1)));
        pairs.add(pair(Which.POSITION, new OnError(STOP, 1)));
        pairs.add(pair(Which.DURABLE, new OnError(SKIP, 1)));
        return pairs;
    }

    private static Pair pair(Which which, OnError onError) {
        Policy policy = Policy.named("careful")
                .commits(which)
                .afterBatch()
                .sync()
                .onError(onError.reaction(), onError.attempts())
                .build();
        Commit commit = Commit.valueOf(which.name());
        return new Pair(policy, Loops.like(policy).runs(member -> new CarefulLoop(member, onError, commit).run()));
    }

    private static ScenarioSource worlds(long seed) {
        String sink = SINKS.get((int) (seed % SINKS.size()));
        return ScenarioSource.named("generated:members=1..3,partitions=1..4,records=40..200,faults=0..4,"
                + "duration=20s..40s,poison=0..3,slow=0..3,sink=" + sink);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 120, shrinking = ShrinkingMode.OFF)
    void aLoopLeavesTheDigestOfThePolicyThatItWritesOut(@ForAll @LongRange(min = 1, max = 120) long seed) {
        World world = worlds(seed).draw(seed).toWorld(seed);
        for (Pair pair : pairs()) {
            String expected = new Cluster(world, pair.policy(), Skipping.ON).run().digestText();
            if (!new Cluster(world, pair.loop(), Skipping.ON).run().digestText().equals(expected)) {
                JudgedRun byPolicy = JudgedRun.of(worlds(seed).draw(seed), pair.policy(), seed);
                JudgedRun byLoop = JudgedRun.of(worlds(seed).draw(seed), pair.loop(), seed);
                System.out.println("DIFF " + pair.policy().answers().onError() + pair.policy().answers().which() + ", seed " + seed + ": " + FirstDifferences.between(byPolicy, byLoop));
            }
        }
    }
}
