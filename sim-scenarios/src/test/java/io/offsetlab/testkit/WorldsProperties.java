package io.offsetlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Shrinkable;

/** Guards that worlds come to a property without further ado, in the ranges that it names, and shrink Offsetlab's way. */
class WorldsProperties {
    @Property(tries = 50)
    void worldsStayInTheRangesOfTheirAnnotation(
            @ForAll @Worlds(members = "1..3", partitions = "4", records = "10..50", faults = "0..1") Scenario world) {
        assertThat(world.members()).hasSizeBetween(1, 3 + world.faults().size());
        assertThat(world.partitions()).hasSize(4);
        assertThat(world.records()).isBetween(10L, 50L);
        assertThat(world.faults()).hasSizeLessThanOrEqualTo(1);
    }

    @Property(tries = 20)
    void aBuiltInWorldIsAlwaysTheSame(@ForAll @Worlds(scenario = "zombie-pause") Scenario world) {
        assertThat(world.name()).isEqualTo("zombie-pause");
    }

    @Property(tries = 5)
    void everyCandidateIsASimplerWorldAtASmallerDistance(@ForAll Scenario world, @ForAll long seed) {
        Arbitrary<Scenario> worlds = ScenarioArbitrary.of(WorldSourceTest.generated());
        Shrinkable<Scenario> drawn = worlds.generator(1000).next(new Random(seed));
        List<Scenario> candidates = new ArrayList<>();
        drawn.shrink().limit(200).forEach(smaller -> {
            assertThat(smaller.distance()).isLessThan(drawn.distance());
            candidates.add(smaller.value());
        });
        assertThat(candidates).isEqualTo(drawn.value().simpler().limit(200).toList());
    }

    /** The judge that watches and the judge that reads afterwards agree, for every invariant that needs no number. */
    @Property(tries = 40)
    void anAssertionFailsExactlyWhenTheRunViolatesItsInvariant(
            @ForAll @Worlds(records = "100..1000", faults = "1..4") Scenario world, @ForAll long seed) {
        for (Policy policy :
                List.of(Policies.SYNC_BEFORE_BATCH, Policies.ASYNC_NAIVE_RETRY, Policies.SYNC_AFTER_BATCH)) {
            Outcome outcome = Outcome.of(world, policy, seed);
            for (InvariantName invariant :
                    List.of(InvariantName.LOSS, InvariantName.DUP, InvariantName.REWIND, InvariantName.ORDER)) {
                boolean violated =
                        outcome.run().violations().stream().anyMatch(violation -> violation.invariant() == invariant);
                assertThat(Asserted.judge(
                                                outcome.run(),
                                                Asserted.that(invariant).insteadOf(outcome.ownPromise()))
                                        .broken()
                                != null)
                        .isEqualTo(violated);
            }
        }
    }
}
