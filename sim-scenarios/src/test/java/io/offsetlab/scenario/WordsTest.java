package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk: a duration or a word is taken for another. */
final class WordsTest {
    @ParameterizedTest
    @CsvSource({"0s,0", "1us,1", "300ms,300000", "1500ms,1500000", "45s,45000000", "5m,300000000", "2h,7200000000"})
    void durationsAreWrittenInTheLargestUnitThatFits(String text, long micros) {
        assertThat(Durations.parse("x", text)).isEqualTo(micros);
        assertThat(Durations.text(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"5", "5 s", "1.5s", "s", "5S", "-5s", "5sec", "999999999999999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse("--duration", text))
                .isInstanceOf(BadInput.class)
                .hasMessage("--duration: found \"" + text + "\", " + Durations.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({"recods,records", "RECORDS,records", "ercords,records", "partition,partitions", "jiter,jitter"})
    void aSlipIsUnderstood(String slip, String meant) {
        assertThat(Nearest.to(slip, List.of("partitions", "records", "jitter"))).isEqualTo(meant);
    }

    @Test
    void aFarWordIsNotSuggested() {
        assertThat(Nearest.hint("color", List.of("partitions", "records", "jitter")))
                .isEmpty();
    }
}
