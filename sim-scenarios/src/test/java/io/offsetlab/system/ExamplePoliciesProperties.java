package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.system.ExamplePolicies.Right;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Risk: what can happen to single records accuses a right way of committing. */
final class ExamplePoliciesProperties {
    private static final int WORLDS = 200;

    /** Fewer where a record that never succeeds keeps a run going until its time is over. */
    private static final int LONG_WORLDS = 60;

    @Provide
    Arbitrary<Right> right() {
        return Arbitraries.of(ExamplePolicies.right());
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
}
