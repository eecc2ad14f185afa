package io.offsetlab.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Time is skipped, never approximated. */
final class BacklogProperties {
    private static final long END = 400;

    @Property(tries = 300)
    void skippingOffEqualsSkippingOn(@ForAll @Size(min = 1, max = 40) List<@IntRange(max = 100_000) Integer> plans) {
        ToyWorld skipped = new ToyWorld(3, true);
        ToyWorld carriedOut = new ToyWorld(3, false);
        for (int plan : plans) {
            skipped.plan(plan / 600 % 300, plan);
            carriedOut.plan(plan / 600 % 300, plan);
        }

        assertThat(skipped.histories(END)).isEqualTo(carriedOut.histories(END));
        assertThat(skipped.eventCount()).isLessThan(carriedOut.eventCount());
    }
}
