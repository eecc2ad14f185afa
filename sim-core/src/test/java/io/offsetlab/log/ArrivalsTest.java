package io.offsetlab.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Schedules that make no sense are refused in a sentence. */
final class ArrivalsTest {

    @Test
    void aBurstIsThereFromTheBeginning() {
        assertThat(Arrivals.burst(7)).isEqualTo(new Arrivals(7, 7, 0, 0, 0));
    }

    @Test
    void aRateStartsWithNothing() {
        assertThat(Arrivals.rate(7, 100, 20)).isEqualTo(new Arrivals(0, 7, 100, 20, 0));
    }

    @Test
    void moreThanAllCannotBePreloaded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arrivals(8, 7, 1, 0, 0))
                .withMessage("preloaded must lie between 0 and total, but was 8 of 7");
        assertThatIllegalArgumentException().isThrownBy(() -> new Arrivals(-1, 7, 1, 0, 0));
    }

    @Test
    void laterRecordsNeedAnInterval() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arrivals.rate(7, 0, 0))
                .withMessage("intervalMicros must be at least 1, but was 0");
    }

    @Test
    void aRecordIsNeverLaterThanTheNextOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arrivals.rate(7, 100, 100))
                .withMessage("jitterMicros must be at least 0 and less than intervalMicros, but was 100");
    }

    @Test
    void theStartLiesNotBeforeTheRun() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arrivals(0, 7, 1, 0, -1))
                .withMessage("startMicros must not be negative, but was -1");
    }
}
