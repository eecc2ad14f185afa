package io.offsetlab.counterexample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Risk: a state counts as seen that was not, and a placement is left out. */
final class SeenStatesProperties {
    @Property(tries = 200)
    void holdsWhatWasAddedAndNothingElse(
            @ForAll @Size(max = 5_000) List<@LongRange(min = -3_000, max = 3_000) Long> hashes) {
        SeenStates seen = new SeenStates();
        TreeSet<Long> model = new TreeSet<>();
        for (long hash : hashes) {
            assertThat(seen.contains(hash)).isEqualTo(model.contains(hash));
            seen.add(hash);
            model.add(hash);
        }
        for (long hash = -3_000; hash <= 3_000; hash++) {
            assertThat(seen.contains(hash)).isEqualTo(model.contains(hash));
        }
    }
}
