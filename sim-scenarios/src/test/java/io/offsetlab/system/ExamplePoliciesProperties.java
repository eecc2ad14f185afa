package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.system.ExamplePolicies.Right;
import io.offsetlab.system.ExamplePolicies.Wrong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Risk: what can happen to single records hides a wrong way of committing, or accuses a right one. */
final class ExamplePoliciesProperties {
    private static final int WORLDS = 200;

    /** Fewer where a record that never succeeds keeps a run going until its time is over. */
    private static final int LONG_WORLDS = 60;

    private static final int SEEDS_TO_CATCH = 25;
    private static final int SHRINKING = 1_500;

    @Provide
    Arbitrary<Right> right() {
        return Arbitraries.of(ExamplePolicies.right());
    }

    @Provide
    Arbitrary<Wrong> wrong() {
        return Arbitraries.of(ExamplePolicies.wrong());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, shrinking = ShrinkingMode.OFF)
    void aRightPolicyKeepsItsPromise(@ForAll("right") Right example) {
        boolean isLong = !example.policy().promise().keeps(InvariantName.STUCK);
        for (long seed = 1; seed <= (isLong ? LONG_WORLDS : WORLDS); seed++) {
            World world = example.worlds().draw(seed).toWorld(seed);
            Judge judge = new Judge(Cluster.header(world, example.policy()));
            new Cluster(world, example.policy(), Skipping.ON, judge).run();
            String line = example.name() + ": " + SmallWorlds.line(example.worlds(), example.policy(), seed);
            assertThat(judge.firstBrokenPromise()).as(line).isNull();
            assertThat(judge.count(InvariantName.ENGINE)).as(line).isZero();
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE, shrinking = ShrinkingMode.OFF)
    void aWrongSiblingIsCaughtAndShownSmall(@ForAll("wrong") Wrong example) {
        long caught = LongStream.rangeClosed(1, SEEDS_TO_CATCH)
                .filter(seed -> example.broken() == broken(example, seed))
                .findFirst()
                .orElseThrow(() -> new AssertionError(example.name() + " was not caught"));
        Scenario world = example.worlds().draw(caught);

        Counterexample smallest = Counterexample.of(world, example.policy(), caught, SHRINKING);

        Scenario scenario = smallest.scenario();
        assertThat(smallest.violation().invariant()).as(example.name()).isEqualTo(example.broken());
        assertThat(scenario.faults()).as(example.name()).hasSizeLessThanOrEqualTo(2);
        assertThat(scenario.records()).as(example.name()).isLessThanOrEqualTo(50);
        assertThat(scenario.application().poison().records().size())
                .as(example.name())
                .isLessThanOrEqualTo(1);
        assertThat(Replay.of(ScenarioToken.parse(smallest.token().text())).outcome())
                .as(example.name())
                .isEqualTo(Replay.Outcome.FAILS_AGAIN);
    }

    private static InvariantName broken(Wrong example, long seed) {
        Violation broken = JudgedRun.of(example.worlds().draw(seed), example.policy(), seed)
                .broken();
        return broken == null ? InvariantName.ENGINE : broken.invariant();
    }
}
