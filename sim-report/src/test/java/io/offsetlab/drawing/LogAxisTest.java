package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LogAxisTest {
    @Test
    void zeroStandsInFrontOfTheDecades() {
        LogAxis axis = new LogAxis(List.of(0.0, 5.0, 400.0), 0, 1000);

        assertThat(axis.ticks()).extracting(LogAxis.Tick::label).containsExactly("0", "1", "10", "100", "1,000");
        assertThat(axis.ticks()).extracting(LogAxis.Tick::place).containsExactly(0L, 100L, 400L, 700L, 1000L);
    }

    @Test
    void numbersStandInTheirOrder() {
        LogAxis axis = new LogAxis(List.of(0.02, 400.0), 0, 1000);

        assertThat(List.of(axis.place(0), axis.place(0.02), axis.place(1), axis.place(400)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsTooSmallForTheAxisStandsBetweenZeroAndTheFirstDecade() {
        LogAxis axis = new LogAxis(List.of(0.000001, 1_000_000.0), 0, 1000);

        assertThat(axis.place(0.000001))
                .isStrictlyBetween(0L, axis.ticks().get(1).place());
    }

    @Test
    void anAxisOfNothingButZeroStillHasTicks() {
        assertThat(new LogAxis(List.of(0.0), 0, 1000).ticks()).hasSizeGreaterThan(1);
        assertThat(new LogAxis(List.of(), 0, 1000).place(0)).isZero();
    }

    @Test
    void anAxisCanRunUpwards() {
        LogAxis axis = new LogAxis(List.of(1.0, 100.0), 1000, 0);

        assertThat(axis.place(100)).isZero();
        assertThat(axis.place(0)).isEqualTo(1000);
    }
}
