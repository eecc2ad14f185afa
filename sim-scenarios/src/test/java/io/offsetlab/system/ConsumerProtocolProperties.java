package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.trace.CommitFact;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Risk: with the consumer protocol a policy is accused of what it does not do, or Kafka's live bug is not found. */
final class ConsumerProtocolProperties {
    private static final ScenarioSource SMALL = ScenarioSource.generated(Ranges.DEFAULT
            .with("members", "2..4")
            .with("partitions", "1..4")
            .with("records", "40..300")
            .with("faults", "2..6")
            .with("duration", "20s..60s")
            .with("protocol", "consumer"));

    private static Scenario mended(Scenario scenario) {
        return scenario.toBuilder().fixes(EnumSet.allOf(KafkaFix.class)).build();
    }

    /**
     * Auto-commit keeps its promise once the order of its snapshot is mended. A member that is out of an empty group may still commit
     * (S5.22), as Kafka has it, so that two of them can take each other's offsets back: such runs are left out.
     */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 150, shrinking = ShrinkingMode.OFF)
    void everyPolicyKeepsItsPromiseOnceAutoCommitIsMended(@ForAll @LongRange(min = 1, max = 150) long seed) {
        World world = mended(SMALL.draw(seed)).toWorld(seed);
        for (Policy policy : Policies.all()) {
            Judge judge = new Judge(RunSettings.header(world, policy));
            List<CommitFact.CommitApplied> byStrangers = new ArrayList<>();
            new Cluster(world, policy, Skipping.ON, judge, fact -> {
                        if (fact instanceof CommitFact.CommitApplied applied && applied.generation() < 0) {
                            byStrangers.add(applied);
                        }
                    })
                    .run();
            String line = SmallWorlds.line(SMALL, policy, seed);
            assertThat(judge.count(InvariantName.ENGINE)).as(line).isZero();
            if (byStrangers.isEmpty()) {
                assertThat(judge.firstBrokenPromise()).as(line).isNull();
            }
        }
    }

    @Test
    void autoCommitLosesRecordsWithoutAnyFaultAndHoldsOnceMended() {
        ScenarioSource source = ScenarioSource.generated(Ranges.DEFAULT).forEitherProtocol();
        Scenario world = source.draw(1).with("--config", Map.of("group.protocol", "consumer"));

        Counterexample smallest = Counterexample.of(world, Policies.AUTO, 1, Shrinker.BUDGET);

        assertThat(smallest.run().broken()).isNotNull();
        assertThat(smallest.run().broken().invariant()).isEqualTo(InvariantName.LOSS);
        assertThat(smallest.scenario().faults()).isEmpty();
        assertThat(smallest.scenario().members()).hasSize(1);
        for (long seed = 1; seed <= 20; seed++) {
            Scenario mended = mended(source.draw(seed).with("--config", Map.of("group.protocol", "consumer")));
            Judge judge = new Judge(RunSettings.header(mended.toWorld(seed), Policies.AUTO));
            new Cluster(mended.toWorld(seed), Policies.AUTO, Skipping.ON, judge).run();
            assertThat(judge.count(InvariantName.LOSS)).as("seed %d", seed).isZero();
            assertThat(judge.violations()).noneMatch(violation -> violation.invariant() == InvariantName.LOSS);
        }
    }
}
