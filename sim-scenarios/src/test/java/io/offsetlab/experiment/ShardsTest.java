package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.experiment.Shards.Part;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts that do not belong together must not become a report that looks whole. */
final class ShardsTest {
    private static final Plan PLAN = Fakes.plan(2, 0, 9);

    private static Part part(String name, Plan plan) {
        return new Part(name, Fakes.sweep(plan));
    }

    private static void refused(String sentence, Part... parts) {
        assertThatThrownBy(() -> Shards.merge(List.of(parts)))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @Test
    void theOrderOfPartsDoesNotMatter() {
        Part first = part("a", PLAN.withShard(1, 2));
        Part second = part("b", PLAN.withShard(2, 2));

        assertThat(Shards.merge(List.of(second, first)))
                .isEqualTo(Shards.merge(List.of(first, second)))
                .isEqualTo(Fakes.sweep(PLAN));
    }

    @Test
    void aWholeIsItsOwnMerge() {
        assertThat(Shards.merge(List.of(part("a", PLAN)))).isEqualTo(Fakes.sweep(PLAN));
    }

    @Test
    void aMissingPartIsNamed() {
        refused(
                "merge: found no results of shard 2/3, needed are all parts of the plan",
                part("a", PLAN.withShard(1, 3)),
                part("b", PLAN.withShard(3, 3)));
    }

    @Test
    void partsThatOverlapAreNamed() {
        refused(
                "b: found shard 1/2, which a holds already; parts must not overlap",
                part("a", PLAN.withShard(1, 2)),
                part("b", PLAN.withShard(1, 2)));
        refused("b: found shard 1/1, which a holds already; parts must not overlap", part("a", PLAN), part("b", PLAN));
    }

    @Test
    void partsOfOtherSeedsPoliciesOrShardsAreNamed() {
        Part first = part("a", PLAN.withShard(1, 2));
        refused(
                "b: found seeds 0..8 and not 0..9 as in a, allowed are parts of one plan",
                first,
                part("b", Fakes.plan(2, 0, 8).withShard(2, 2)));
        refused(
                "b: found other policies and not those as in a, allowed are parts of one plan",
                first,
                part("b", Fakes.plan(3, 0, 9).withShard(2, 2)));
        refused(
                "b: found a part of 3 shards and not of 2 as in a, allowed are parts of one plan",
                first,
                part("b", PLAN.withShard(2, 3)));
    }

    @Test
    void aScenarioOfTheSameNameWithAnotherContentIsNamed() {
        ScenarioSource other = ScenarioSource.fixed(
                "small", Scenario.named("small").topic("orders", 2).burst(11).build());
        List<Policy> policies = PLAN.policies();
        refused(
                "b: found another content of scenario or policies and not the one as in a, allowed are parts of one plan",
                part("a", PLAN.withShard(1, 2)),
                part("b", Plan.of(other, policies, 0, 9).withShard(2, 2)));
    }

    @Test
    void nothingCannotBeMerged() {
        refused("merge: found no results, needed is at least one");
    }
}
