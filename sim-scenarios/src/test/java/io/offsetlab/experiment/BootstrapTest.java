package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class BootstrapTest {
    private static double[] ramp(int worlds) {
        double[] numbers = new double[worlds];
        for (int i = 0; i < worlds; i++) {
            numbers[i] = i % 10;
        }
        return numbers;
    }

    @Test
    void theIntervalIsAboutTwoStandardErrorsToEachSide() {
        Difference difference = Bootstrap.intervals(new double[][] {ramp(400)})[0];

        assertThat(difference.mean()).isEqualTo(4.5);
        assertThat(difference.low()).isCloseTo(4.5 - 1.96 * 2.872 / 20, within(0.05));
        assertThat(difference.high()).isCloseTo(4.5 + 1.96 * 2.872 / 20, within(0.05));
    }

    @Test
    void theSameNumbersGiveTheSameBitsOnEveryJvm() {
        Difference difference = Bootstrap.intervals(new double[][] {ramp(50), ramp(50)})[1];

        assertThat(difference).isEqualTo(new Difference(4.5, 3.68, 5.3));
    }

    @Test
    void numbersThatNeverDifferHaveNoWidth() {
        assertThat(Bootstrap.intervals(new double[][] {{2, 2, 2}})).containsExactly(new Difference(2, 2, 2));
    }

    @Test
    void oneWorldHasNoWidthEither() {
        assertThat(Bootstrap.intervals(new double[][] {{3}})).containsExactly(new Difference(3, 3, 3));
    }

    @Test
    void anIntervalThatHoldsZeroIsNoEvidence() {
        assertThat(new Difference(1, -1, 3).isClear()).isFalse();
        assertThat(new Difference(1, 0, 3).isClear()).isFalse();
        assertThat(new Difference(2, 1, 3).isClear()).isTrue();
        assertThat(new Difference(-2, -3, -1).isClear()).isTrue();
    }
}
