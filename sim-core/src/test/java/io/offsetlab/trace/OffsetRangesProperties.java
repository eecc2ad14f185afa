package io.offsetlab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Ranges against a set that holds each offset by itself. */
final class OffsetRangesProperties {
    private static final int OFFSETS = 40;

    @Property(tries = 500)
    void rangesHoldWhatASetOfOffsetsHolds(@ForAll @Size(max = 60) List<@IntRange(max = 99_999) Integer> actions) {
        Both both = new Both();
        for (int action : actions) {
            long from = action % OFFSETS;
            long to = Math.min(OFFSETS, from + action / OFFSETS % 12);
            if (action / 1_000 % 3 == 0) {
                both.remove(from, to);
            } else {
                both.add(from, to);
            }
            both.compareLookups();
            both.compareShape();
        }
    }

    /** The set and its model. */
    private static final class Both {
        private final OffsetRanges ranges = new OffsetRanges();
        private final TreeSet<Long> model = new TreeSet<>();

        private void add(long from, long to) {
            long added = 0;
            for (long offset = from; offset < to; offset++) {
                added += model.add(offset) ? 1 : 0;
            }
            assertThat(ranges.add(from, to)).isEqualTo(added);
        }

        private void remove(long from, long to) {
            ranges.remove(from, to);
            model.subSet(from, Math.max(from, to)).clear();
        }

        private void compareLookups() {
            assertThat(ranges.size()).isEqualTo(model.size());
            assertThat(ranges.isEmpty()).isEqualTo(model.isEmpty());
            for (long offset = 0; offset <= OFFSETS; offset++) {
                assertThat(ranges.contains(offset)).isEqualTo(model.contains(offset));
                Long present = model.ceiling(offset);
                assertThat(ranges.firstPresent(offset)).isEqualTo(present == null ? Long.MAX_VALUE : present);
                assertThat(ranges.firstMissing(offset)).isEqualTo(firstMissing(offset));
                assertThat(ranges.overlap(offset, offset + 7))
                        .isEqualTo(model.subSet(offset, offset + 7).size());
            }
        }

        private long firstMissing(long offset) {
            long missing = offset;
            while (model.contains(missing)) {
                missing++;
            }
            return missing;
        }

        /** Ranges ascend, are not empty and do not touch; a set that was built otherwise is equal. */
        private void compareShape() {
            long end = -1;
            for (int i = 0; i < ranges.ranges(); i++) {
                assertThat(ranges.from(i)).isGreaterThan(end);
                assertThat(ranges.to(i)).isGreaterThan(ranges.from(i));
                end = ranges.to(i);
            }
            OffsetRanges rebuilt = new OffsetRanges();
            model.descendingSet().forEach(offset -> rebuilt.add(offset, offset + 1));
            assertThat(rebuilt).isEqualTo(ranges).hasSameHashCodeAs(ranges);
        }
    }
}
