package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.GroupFact;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: where members of both protocols share a group (S5.23), the simulation breaks a rule, or accuses a policy of what it does not do. */
final class BothProtocolsProperties {
    private static final ScenarioSource MIXED = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "2..4")
            .with("partitions", "1..4")
            .with("records", "40..300")
            .with("faults", "2..6")
            .with("duration", "20s..60s")
            .with("protocol", "mixed"));

    private static Scenario mended(Scenario scenario) {
        return scenario.toBuilder().fixes(EnumSet.allOf(KafkaFix.class)).build();
    }

    /** LOSS is what a sound policy must never have, whoever shares its group. */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 150, shrinking = ShrinkingMode.OFF)
    void noRuleIsBrokenAndNoSoundPolicyLosesRecords(@ForAll @LongRange(min = 1, max = 150) long seed) {
        World world = mended(MIXED.draw(seed)).toWorld(seed);
        for (Policy policy : Policies.all()) {
            Judge judge = new Judge(RunSettings.header(world, policy));
            new Cluster(world, policy, Skipping.ON, judge).run();
            String line = SmallWorlds.line(MIXED, policy, seed);
            assertThat(judge.count(InvariantName.ENGINE)).as(line).isZero();
            if (policy.promise().keeps(InvariantName.LOSS)) {
                assertThat(judge.count(InvariantName.LOSS)).as(line).isZero();
            }
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 150, shrinking = ShrinkingMode.OFF)
    void skippedTimeLeavesNoMark(@ForAll @LongRange(min = 201, max = 350) long seed) {
        World world = MIXED.draw(seed).toWorld(seed);
        Policy policy = SmallWorlds.policy(seed);
        RunResult skipped = new Cluster(world, policy, Skipping.ON).run();
        RunResult lived = new Cluster(world, policy, Skipping.OFF).run();
        if (skipped.digest() != lived.digest()) {
            throw new AssertionError(SmallWorlds.line(MIXED, policy, seed) + ": "
                    + Verification.difference(MIXED.draw(seed), policy, seed));
        }
    }

    @Example
    void aRollingUpgradeAndItsWayBackLoseAndRepeatNothing() {
        Scenario upgrade = BuiltinScenarios.get("rolling-upgrade");
        for (long seed = 1; seed <= 20; seed++) {
            World world = upgrade.toWorld(seed);
            List<Fact> facts = new ArrayList<>();
            Judge judge = new Judge(RunSettings.header(world, Policies.SYNC_AFTER_BATCH));
            RunResult result = new Cluster(world, Policies.SYNC_AFTER_BATCH, Skipping.ON, judge, facts::add).run();

            assertThat(result.complete()).as("seed %d", seed).isTrue();
            assertThat(judge.firstBrokenPromise()).as("seed %d", seed).isNull();
            assertThat(judge.count(InvariantName.ENGINE)).as("seed %d", seed).isZero();
            assertThat(judge.count(InvariantName.DUP)).as("seed %d", seed).isZero();
            assertThat(facts).hasAtLeastOneElementOfType(GroupFact.TargetAssignment.class);
            assertThat(last(facts)).as("classic in the end").isInstanceOf(GroupFact.GenerationFormed.class);
        }
    }

    private static Fact last(List<Fact> facts) {
        Fact last = facts.get(0);
        for (Fact fact : facts) {
            if (fact instanceof GroupFact.GenerationFormed || fact instanceof GroupFact.TargetAssignment) {
                last = fact;
            }
        }
        return last;
    }
}
