package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.Comparand;
import io.offsetlab.experiment.Difference;
import io.offsetlab.experiment.Proportion;
import io.offsetlab.metric.Samples;
import org.junit.jupiter.api.Test;

final class PhrasesTest {
    @Test
    void zeroSaysWhatCanStillHideThere() {
        assertThat(Phrases.proportion(new Proportion(0, 1000)).text()).isEqualTo("0 of 1,000, < 0.3 %");
        assertThat(Phrases.proportion(new Proportion(0, 50)).text()).isEqualTo("0 of 50, < 6.0 %");
    }

    @Test
    void threeWorldsProveNothing() {
        assertThat(Phrases.proportion(new Proportion(0, 3)).text()).isEqualTo("0 of 3");
    }

    @Test
    void whatWasSeenHasAnInterval() {
        assertThat(Phrases.proportion(new Proportion(10, 100)).text()).isEqualTo("10 of 100 (5.5 to 17 %)");
    }

    @Test
    void aDifferenceWithoutEvidenceIsMarked() {
        assertThat(Phrases.difference(Comparand.LOST, new Difference(2, 1, 3))).isEqualTo("+2.00 [1.00, 3.00]");
        assertThat(Phrases.difference(Comparand.LOST, new Difference(1, -1, 3))).isEqualTo("~+1.00 [-1.00, 3.00]");
        assertThat(Phrases.difference(Comparand.LOST, new Difference(0, 0, 0))).isEqualTo("0");
    }

    @Test
    void aShareDiffersInPercentagePoints() {
        assertThat(Phrases.difference(Comparand.BLOCKED, new Difference(0.25, 0.2, 0.3)))
                .isEqualTo("+25.0 [20.0, 30.0]");
    }

    @Test
    void nothingSeenIsNotZero() {
        assertThat(Phrases.spread(Samples.NONE, Numbers::whole)).isEqualTo("none seen");
        assertThat(Phrases.spread(Samples.of(0, 0, 1500), Numbers::whole)).isEqualTo("0 / 1,500 / 1,500");
    }
}
