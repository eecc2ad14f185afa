package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: time that is skipped leaves a mark, so that the fast run is not the true one. */
final class SkippedTimeProperties {

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 1_000, shrinking = ShrinkingMode.OFF)
    void skippedTimeLeavesNoMark(@ForAll @LongRange(min = 1, max = 1_000) long seed) {
        World world = SmallWorlds.world(seed);
        Policy policy = SmallWorlds.policy(seed);
        RunResult skipped = new Cluster(world, policy, Skipping.ON).run();
        RunResult lived = new Cluster(world, policy, Skipping.OFF).run();
        if (skipped.digest() != lived.digest()) {
            throw new AssertionError(SmallWorlds.line(SmallWorlds.SOURCE, policy, seed) + ": "
                    + Verification.difference(SmallWorlds.SOURCE.draw(seed), policy, seed));
        }
        assertThat(skipped.endedAtMicros()).isEqualTo(lived.endedAtMicros());
        assertThat(skipped.complete()).isEqualTo(lived.complete());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 100, shrinking = ShrinkingMode.OFF)
    void foldingAloneAndBulkAloneLeaveNoMark(@ForAll @LongRange(min = 1_001, max = 1_100) long seed) {
        World world = SmallWorlds.world(seed);
        Policy policy = SmallWorlds.policy(seed);
        String expected = new Cluster(world, policy, Skipping.OFF).run().digestText();

        assertThat(new Cluster(world, policy, new Skipping(true, false)).run().digestText())
                .as("folding: %s", SmallWorlds.line(SmallWorlds.SOURCE, policy, seed))
                .isEqualTo(expected);
        assertThat(new Cluster(world, policy, new Skipping(false, true)).run().digestText())
                .as("bulk: %s", SmallWorlds.line(SmallWorlds.SOURCE, policy, seed))
                .isEqualTo(expected);
    }

    /** Its commitAsync waits for the coordinator, and when that is found, a rebalance has begun: a callback is due within the poll. */
    @Example
    void anAsynchronousCommitThatCanNoLongerBeSentEndsAtOnce() {
        assertLeavesNoMark(SmallWorlds.SOURCE, Policies.ASYNC_NAIVE_RETRY, 625);
    }

    /** It is given further partitions while a fetch is under way, and stands still until that fetch's time is over. */
    @Example
    void aFetchThatMayNotBeTakenLateCanTimeOutNoMoreThanBefore() {
        ScenarioSource source = ScenarioSource.generated(Ranges.DEFAULT
                .with("members", "1..3")
                .with("partitions", "1..3")
                .with("records", "20..100")
                .with("faults", "4..10")
                .with("duration", "20s..90s"));
        assertLeavesNoMark(source, Policies.CLAIRVOYANT, 5_487);
    }

    private static void assertLeavesNoMark(ScenarioSource source, Policy policy, long seed) {
        assertThat(Verification.difference(source.draw(seed), policy, seed))
                .as(SmallWorlds.line(source, policy, seed))
                .isNull();
    }
}
