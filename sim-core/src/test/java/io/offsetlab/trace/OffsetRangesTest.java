package io.offsetlab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a reader of a range set may count on. */
final class OffsetRangesTest {

    private static OffsetRanges of(long... bounds) {
        OffsetRanges ranges = new OffsetRanges();
        for (int i = 0; i < bounds.length; i += 2) {
            ranges.add(bounds[i], bounds[i + 1]);
        }
        return ranges;
    }

    @Test
    void itIsWrittenWithInclusiveEnds() {
        assertThat(of(0, 5, 7, 8, 9, 13)).hasToString("0-4, 7, 9-12");
        assertThat(of()).hasToString("");
    }

    @Test
    void rangesThatTouchBecomeOne() {
        OffsetRanges ranges = of(0, 2, 4, 6, 2, 4);
        assertThat(ranges.ranges()).isEqualTo(1);
        assertThat(ranges).isEqualTo(of(0, 6));
    }

    @Test
    void anEmptyRangeAddsNothing() {
        OffsetRanges ranges = of(3, 3, 5, 4);
        assertThat(ranges.isEmpty()).isTrue();
    }

    @Test
    void takingNothingOutSplitsNothing() {
        OffsetRanges ranges = of(0, 7);
        ranges.remove(1, 1);
        assertThat(ranges).isEqualTo(of(0, 7));
    }

    @Test
    void aCopyGoesItsOwnWay() {
        OffsetRanges original = of(0, 5);
        OffsetRanges copy = original.copy();
        copy.add(7, 9);
        original.clear();

        assertThat(copy).isEqualTo(of(0, 5, 7, 9)).isNotEqualTo(original);
        assertThat(original.size()).isZero();
    }

    @Test
    void aBillionDenseOffsetsAreOneRange() {
        OffsetRanges ranges = new OffsetRanges();
        for (long from = 0; from < 1_000_000_000; from += 10_000_000) {
            ranges.add(from, from + 10_000_000);
        }
        assertThat(ranges.ranges()).isEqualTo(1);
        assertThat(ranges.size()).isEqualTo(1_000_000_000);
    }
}
