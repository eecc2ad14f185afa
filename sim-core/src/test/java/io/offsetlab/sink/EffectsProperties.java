package io.offsetlab.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.engine.Fingerprint;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Effects against a set of single records. */
final class EffectsProperties {

    @Property(tries = 200)
    void aRecordCountsOnceHoweverOftenItHasItsEffect(
            @ForAll @Size(max = 40) List<@IntRange(max = 9_999) Integer> numbers) {
        Effects effects = new Effects(2);
        TreeSet<Integer> records = new TreeSet<>();
        for (int number : numbers) {
            int partition = number % 2;
            int from = number / 2 % 30;
            int to = from + number / 60 % 8;
            long before = new Fingerprint(0).add(effects).value();
            boolean news = false;
            for (int offset = from; offset < to; offset++) {
                news |= records.add(partition * 1_000 + offset);
            }
            effects.add(partition, from, to);
            assertThat(new Fingerprint(0).add(effects).value() != before).isEqualTo(news);
        }
        assertThat(effects.distinct()).isEqualTo(records.size());
        for (int offset = 0; offset < 40; offset++) {
            assertThat(effects.has(0, offset)).isEqualTo(records.contains(offset));
            assertThat(effects.firstMissing(1, offset)).isEqualTo(firstMissing(records, offset));
        }
    }

    private static long firstMissing(TreeSet<Integer> records, int offset) {
        int missing = offset;
        while (records.contains(1_000 + missing)) {
            missing++;
        }
        return missing;
    }
}
