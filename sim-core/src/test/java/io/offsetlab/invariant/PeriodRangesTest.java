package io.offsetlab.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges must answer as one entry a record would, and no range may be split that one period holds as a whole. */
final class PeriodRangesTest {
    private static final int END = 30;

    private final Period[] periods = {new Period(0, 0, 0), new Period(1, 1, 0), new Period(2, 2, 0)};
    private final PeriodRanges ranges = new PeriodRanges();
    private final Period[] plain = new Period[END + 1];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rangesAnswerAsOneEntryARecord(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int step = 0; step < 150; step++) {
            if (step % 50 == 49) {
                ranges.clear();
                Arrays.fill(plain, null);
            }
            int low = random.nextInt(END);
            int high = random.nextInt(low + 1, END + 1);
            Period period = periods[random.nextInt(periods.length)];
            boolean canStretch = last() >= 0 && plain[last()] == period && low >= firstOfLast();
            assertThat(ranges.endsWith(period, low)).isEqualTo(canStretch);
            if (canStretch && low <= last() + 1) {
                ranges.stretch(high);
            } else {
                ranges.assign(low, high, period);
            }
            for (int offset = low; offset < high; offset++) {
                plain[offset] = period;
            }
            compare();
        }
    }

    private int last() {
        int last = END;
        while (last >= 0 && plain[last] == null) {
            last--;
        }
        return last;
    }

    private int firstOfLast() {
        int first = last();
        while (first > 0 && plain[first - 1] == plain[first]) {
            first--;
        }
        return first;
    }

    private void compare() {
        List<Long> expected = new ArrayList<>();
        int offset = 0;
        while (offset <= END) {
            int until = offset;
            while (until <= END && plain[until] == plain[offset]) {
                assertThat(ranges.at(until)).as("offset " + until).isSameAs(plain[until]);
                until++;
            }
            long end = until > END ? Long.MAX_VALUE : until;
            assertThat(ranges.until(offset)).isEqualTo(end);
            assertThat(ranges.until(until - 1)).isEqualTo(end);
            if (plain[offset] != null) {
                expected.addAll(List.of((long) offset, (long) until, 10 - plain[offset].order));
            }
            offset = until;
        }
        expected.add(0, expected.size() / 3L);
        List<Long> told = new ArrayList<>();
        ranges.writeTo(told::add, 10);
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void stretchingNeverShortens() {
        ranges.assign(0, 8, periods[0]);
        ranges.stretch(5);

        assertThat(ranges.until(0)).isEqualTo(8);
    }

    @Test
    void onlyTheLatestRangesAreRemembered() {
        for (int i = 0; i < 70; i++) {
            ranges.assign(10L * i, 10L * i + 5, periods[i % 2]);
        }

        assertThat(ranges.at(59)).isNull();
        assertThat(ranges.until(0)).isEqualTo(60);
        assertThat(ranges.at(60)).isSameAs(periods[0]);
        assertThat(ranges.at(694)).isSameAs(periods[1]);
    }
}
