package io.offsetlab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunMetricsTest {
    private static RunMetrics run(long each, long... crashRepeats) {
        long[] values = new long[Metric.values().length];
        Arrays.fill(values, each);
        return RunMetrics.of(values, List.of(Samples.of(crashRepeats), Samples.NONE, Samples.NONE, Samples.NONE));
    }

    @Test
    void numbersAddUpButTheLongestWaitStaysTheLongest() {
        RunMetrics sum = RunMetrics.sum(List.of(run(2, 5), run(3, 1, 9)));

        assertThat(sum.get(Metric.RECORDS)).isEqualTo(5);
        assertThat(sum.get(Metric.COMMIT_BLOCKED_MAX_MICROS)).isEqualTo(3);
        assertThat(sum.get(Series.REPEATS_PER_CRASH)).isEqualTo(Samples.of(1, 5, 9));
    }

    @Test
    void everyKindOfCommitIsARequest() {
        assertThat(run(1).commitRequests()).isEqualTo(6);
    }

    @Test
    void equalNumbersAreEqual() {
        assertThat(run(2, 5)).isEqualTo(run(2, 5)).isNotEqualTo(run(2, 6)).isNotEqualTo(run(3, 5));
        assertThat(run(2, 5)).hasSameHashCodeAs(run(2, 5));
    }

    @Test
    void missingNumbersAreRefused() {
        assertThatThrownBy(() -> RunMetrics.of(new long[3], Collections.nCopies(4, Samples.NONE)))
                .hasMessageContaining("but there were 3 and 4");
    }
}
