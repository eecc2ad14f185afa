package io.offsetlab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** An interval that is too narrow would sell luck as safety. */
final class ProportionTest {
    @Test
    void nothingSeenStillLeavesThreeInN() {
        Proportion none = new Proportion(0, 1000);

        assertThat(none.low()).isZero();
        assertThat(none.high()).isEqualTo(0.003);
        assertThat(new Proportion(0, 2).high()).isEqualTo(1);
    }

    @Test
    void wilsonsIntervalOfATenth() {
        Proportion tenth = new Proportion(10, 100);

        assertThat(tenth.low()).isCloseTo(0.05522914, within(1e-7));
        assertThat(tenth.high()).isCloseTo(0.17436566, within(1e-7));
    }

    @Test
    void allHitsReachOne() {
        assertThat(new Proportion(5, 5).high()).isEqualTo(1);
        assertThat(new Proportion(5, 5).low()).isCloseTo(0.56551746, within(1e-7));
    }

    @Test
    void moreHitsThanWorldsAreRefused() {
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessageContaining("3 of 2");
    }
}
