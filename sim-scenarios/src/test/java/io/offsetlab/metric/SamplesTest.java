package io.offsetlab.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A percentile that is off by one rank would make every policy look better or worse than it is. */
final class SamplesTest {
    @Test
    void quantilesAreNumbersThatWereSeen() {
        Samples samples = Samples.of(40, 10, 30, 20);

        assertThat(samples.quantile(1)).isEqualTo(10);
        assertThat(samples.quantile(250)).isEqualTo(10);
        assertThat(samples.quantile(251)).isEqualTo(20);
        assertThat(samples.quantile(500)).isEqualTo(20);
        assertThat(samples.quantile(990)).isEqualTo(40);
        assertThat(samples.quantile(1000)).isEqualTo(40);
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Samples.of(3, 1, 2).quantile(500)).isEqualTo(2);
    }

    @Test
    void nothingHasTheQuantileZero() {
        assertThat(Samples.NONE.quantile(500)).isZero();
        assertThat(Samples.NONE.max()).isZero();
        assertThat(Samples.NONE.isEmpty()).isTrue();
    }

    @Test
    void theUnionKeepsEveryNumberInOrder() {
        Samples union = Samples.union(List.of(Samples.of(5, 1), Samples.NONE, Samples.of(3, 1)));

        assertThat(union).isEqualTo(Samples.of(1, 1, 3, 5)).hasToString("[1, 1, 3, 5]");
        assertThat(union.sum()).isEqualTo(10);
    }

    @Test
    void changingTheGivenArrayChangesNothing() {
        long[] numbers = {1, 2};
        Samples samples = Samples.of(numbers);
        numbers[0] = 9;

        assertThat(samples.get(0)).isEqualTo(1);
    }

    @Test
    void aShareOutsideOfThousandthsIsRefused() {
        assertThatThrownBy(() -> Samples.NONE.quantile(0)).hasMessageContaining("between 1 and 1000, but was 0");
    }
}
