package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.cluster.World.MemberSpec;
import io.offsetlab.invariant.Judge;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/** Risk: what holds for ranges and dynamic members does not hold for other assignors and for static ones. */
final class MembershipProperties {
    private static final String KEY = "partition.assignment.strategy";
    private static final String PACKAGE = "org.apache.kafka.clients.consumer.";
    private static final String COOPERATIVE = PACKAGE + "CooperativeStickyAssignor";
    private static final List<String> EAGER = List.of("RangeAssignor", "RoundRobinAssignor", "StickyAssignor");

    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 300, shrinking = ShrinkingMode.OFF)
    void everyEagerAssignorKeepsThePromisesAlsoWithStaticMembers(@ForAll @LongRange(min = 1, max = 300) long seed) {
        Scenario drawn = SmallWorlds.SOURCE.draw(seed);
        String assignor = EAGER.get((int) (seed % EAGER.size()));
        holds(
                drawn.toBuilder()
                        .client(KEY, PACKAGE + assignor)
                        .members(everySecondStatic(drawn.members()))
                        .build(),
                seed);
    }

    private static List<MemberSpec> everySecondStatic(List<MemberSpec> members) {
        List<MemberSpec> changed = new ArrayList<>();
        for (MemberSpec member : members) {
            changed.add(member.withInstanceId(changed.size() % 2 == 0 ? "instance-" + changed.size() : null));
        }
        return changed;
    }

    /** A third of the drawn worlds or so; half of them with static members. */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 900, shrinking = ShrinkingMode.OFF)
    void cooperativeGroupsKeepThePromises(@ForAll @LongRange(min = 1001, max = 1900) long seed) {
        Scenario drawn = SmallWorlds.SOURCE.draw(seed);
        if (COOPERATIVE.equals(drawn.client().get(KEY))) {
            boolean withStatic = seed % 2 == 0;
            holds(
                    withStatic
                            ? drawn.toBuilder()
                                    .members(everySecondStatic(drawn.members()))
                                    .build()
                            : drawn,
                    seed);
        }
    }

    /**
     * The commits of a static member that a generation has passed by are refused while its JoinGroup is on its way. The partitions
     * that it tells of are lost with that; so the answer must not count, or nobody asks for the one that was withheld.
     */
    @Example
    void aJoinGroupThatToldOfWhatWasLostMeanwhileIsFollowedByAnother() {
        Scenario drawn = SmallWorlds.SOURCE.draw(1000);
        World world = drawn.toBuilder()
                .members(everySecondStatic(drawn.members()))
                .build()
                .toWorld(1000);
        for (Policy policy : List.of(Policies.ASYNC_THEN_SYNC, Policies.ASYNC_AFTER_BATCH)) {
            assertThat(new Cluster(world, policy, Skipping.ON).run().complete()).isTrue();
        }
    }

    /** Skipping would hide a difference in either kind of run. */
    @Property(generation = GenerationMode.EXHAUSTIVE, tries = 300, shrinking = ShrinkingMode.OFF)
    void skippedTimeLeavesNoMarkOnCooperativeGroups(@ForAll @LongRange(min = 1, max = 300) long seed) {
        World world = SmallWorlds.SOURCE.draw(seed).toBuilder()
                .client(KEY, COOPERATIVE)
                .build()
                .toWorld(seed);
        Policy policy = SmallWorlds.policy(seed);
        assertThat(new Cluster(world, policy, Skipping.OFF).run().digestText())
                .as(SmallWorlds.line(SmallWorlds.SOURCE, policy, seed))
                .isEqualTo(new Cluster(world, policy, Skipping.ON).run().digestText());
    }

    private static void holds(Scenario scenario, long seed) {
        World world = scenario.toWorld(seed);
        Policy policy = SmallWorlds.policy(seed);
        Judge judge = new Judge(Cluster.header(world, policy));
        RunResult result = new Cluster(world, policy, Skipping.ON, judge).run();
        String line = SmallWorlds.line(SmallWorlds.SOURCE, policy, seed);
        assertThat(judge.firstBrokenPromise()).as(line).isNull();
        assertThat(judge.count(InvariantName.ENGINE)).as(line).isZero();
        assertThat(SmallWorlds.isComplete(result, judge, world)).as(line).isTrue();
    }
}
