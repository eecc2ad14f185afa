package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.Shards.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Dealing seeds out and putting the parts together again must change nothing. */
final class ShardsProperties {
    @Property(tries = 60)
    void mergedPartsAreTheWhole(
            @ForAll @IntRange(min = 1, max = 3) int policies,
            @ForAll @LongRange(min = 0, max = 1000) long from,
            @ForAll @IntRange(min = 1, max = 40) int seeds,
            @ForAll @IntRange(min = 1, max = 7) int wanted,
            @ForAll @IntRange(min = 0, max = 1000) int order) {
        Plan plan = Fakes.plan(policies, from, from + seeds - 1);
        int shards = Math.min(wanted, seeds);
        List<Part> parts = new ArrayList<>();
        for (int shard = 1; shard <= shards; shard++) {
            parts.add(new Part("part " + shard, Fakes.sweep(plan.withShard(shard, shards))));
        }
        Collections.shuffle(parts, new Random(order));

        assertThat(Shards.merge(parts)).isEqualTo(Fakes.sweep(plan));
    }
}
