package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: a policy that keeps its promise is accused, or one that breaks it is acquitted. */
final class PromisesProperties {
    private static final ScenarioSource DEFAULT = ScenarioSource.generated(Ranges.DEFAULT);
    private static final List<Policy> AFTER_PROCESSING = List.of(
            Policies.AUTO,
            Policies.SYNC_AFTER_BATCH,
            Policies.ASYNC_AFTER_BATCH,
            Policies.ASYNC_THEN_SYNC,
            Policies.PER_RECORD,
            Policies.EVERY_N,
            Policies.ASYNC_NAIVE_RETRY,
            Policies.CLAIRVOYANT);

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 400, shrinking = ShrinkingMode.OFF)
    void everyPolicyKeepsItsPromiseInSmallWorlds(@ForAll @LongRange(min = 1, max = 400) long seed) {
        everyPolicyKeepsItsPromise(SmallWorlds.SOURCE, seed);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 20, shrinking = ShrinkingMode.OFF)
    void everyPolicyKeepsItsPromiseInWorldsOfTheUsualSize(@ForAll @LongRange(min = 1, max = 20) long seed) {
        everyPolicyKeepsItsPromise(DEFAULT, seed);
    }

    private static void everyPolicyKeepsItsPromise(ScenarioSource source, long seed) {
        World world = source.draw(seed).toWorld(seed);
        for (Policy policy : Policies.all()) {
            Judge judge = new Judge(Cluster.header(world, policy));
            RunResult result = new Cluster(world, policy, Skipping.ON, judge).run();
            String line = SmallWorlds.line(source, policy, seed);
            assertThat(judge.firstBrokenPromise()).as(line).isNull();
            assertThat(judge.count(InvariantName.ENGINE)).as(line).isZero();
            assertThat(SmallWorlds.isComplete(result, judge, world)).as(line).isTrue();
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 200, shrinking = ShrinkingMode.OFF)
    void whoeverCommitsAfterProcessingNeverCommitsAboveARecordWithoutEffect(
            @ForAll @LongRange(min = 401, max = 600) long seed) {
        World world = SmallWorlds.world(seed);
        for (Policy policy : AFTER_PROCESSING) {
            String line = SmallWorlds.line(SmallWorlds.SOURCE, policy, seed);
            EffectCount count = counted(world, policy);
            assertThat(count.commitsAboveUnprocessed()).as(line).isEmpty();
            assertThat(count.fewest()).as(line).isPositive();
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 300, shrinking = ShrinkingMode.OFF)
    void whoeverCommitsBeforeProcessingNeverRepeats(@ForAll @LongRange(min = 601, max = 900) long seed) {
        EffectCount count = counted(SmallWorlds.world(seed), Policies.SYNC_BEFORE_BATCH);
        assertThat(count.most())
                .as(SmallWorlds.line(SmallWorlds.SOURCE, Policies.SYNC_BEFORE_BATCH, seed))
                .isLessThanOrEqualTo(1);
    }

    static EffectCount counted(World world, Policy policy) {
        EffectCount count = new EffectCount(world);
        new Cluster(world, policy, Skipping.ON, count).run();
        return count;
    }
}
