package io.offsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.trace.Digest;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RangeFact;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** What went on before a turn is the run that the world says; a turn that changes nothing leaves no mark. */
final class TurnProperties {
    private static final long SECOND = 1_000_000;

    private static Policy policy(long number) {
        return Policies.all().get((int) (number % Policies.all().size()));
    }

    private static RunResult turned(World world, Policy policy, Turn turn, List<Fact> facts) {
        return new Cluster(world, Application.of(policy), turn, facts::add).run();
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aTurnThatChangesNothingLeavesNoMark(
            @ForAll @LongRange(max = 1_000_000) long number, @ForAll @LongRange(max = 40 * SECOND) long at) {
        World world = RandomWorld.of(number);
        World calm = world.toBuilder().faults(List.of()).build();
        Turn turn = new Turn(at, world.seed(), List.of());

        assertThat(turned(calm, policy(number), turn, new ArrayList<>()).digestText())
                .isEqualTo(new Cluster(calm, policy(number), Skipping.ON).run().digestText());
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatWasBeforeATurnIsTheSameRun(
            @ForAll @LongRange(max = 1_000_000) long number, @ForAll @LongRange(max = 40 * SECOND) long at) {
        World world = RandomWorld.of(number);
        List<Fact> before = new ArrayList<>();
        List<Fact> after = new ArrayList<>();
        new Cluster(world, policy(number), Skipping.ON, before::add).run();
        Turn turn = new Turn(at, world.seed() + 1, fitting(world, RandomWorld.of(number + 1)));
        turned(world, policy(number), turn, after);

        assertThat(until(at, after)).isEqualTo(until(at, before));
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aTurnIsDeterministic(@ForAll @LongRange(max = 1_000_000) long number) {
        World world = RandomWorld.of(number);
        Turn turn = new Turn(3 * SECOND, 7, fitting(world, RandomWorld.of(number + 1)));

        assertThat(turned(world, policy(number), turn, new ArrayList<>()))
                .isEqualTo(turned(world, policy(number), turn, new ArrayList<>()));
    }

    /** The faults of another world that name members and partitions of this one. */
    private static List<Fault> fitting(World world, World other) {
        return other.faults().stream()
                .filter(fault -> fault.member() < world.members().size())
                .filter(fault -> !(fault.anchor() instanceof Anchor.RecordFinished record)
                        || record.partition() < world.partitions().size())
                .filter(fault -> !(fault.anchor() instanceof Anchor.Place place)
                        || place.member() < world.members().size())
                .toList();
    }

    /** The digest of each lane over all that lies before a time; ranges, which may reach beyond it, by single records. */
    private static TreeMap<Integer, Long> until(long at, List<Fact> facts) {
        Digest digest = new Digest();
        TreeMap<Integer, Long> lanes = new TreeMap<>();
        for (Fact fact : facts) {
            boolean counts = fact.at() < at && !(fact instanceof RangeFact);
            if (counts) {
                digest.accept(fact);
                lanes.put(fact.lane(), digest.laneValue(fact.lane()));
            }
        }
        return lanes;
    }
}
