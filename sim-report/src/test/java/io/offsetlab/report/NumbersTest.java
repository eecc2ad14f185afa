package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number that reads as another is worse than none. */
final class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "7;7", "999;999", "1000;1,000", "-1000;-1,000", "12345678;12,345,678", "-12;-12"})
    void thousandsAreSetApart(long number, String text) {
        assertThat(Numbers.whole(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0", "0.1234;0.123", "1.005;1.00", "12.34;12.3", "123.5;124", "1234.4;1,234", "-0.0001;0.000"})
    void threeDigitsTellEnough(double number, String text) {
        assertThat(Numbers.rough(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;0 %", "0.5;50 %", "0.0123;1.2 %", "0.003;0.3 %", "0.0003;0.03 %", "0.00003;0.003 %", "1;100 %"})
    void sharesArePercentages(double share, String text) {
        assertThat(Numbers.percent(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0",
                "350;350 us",
                "1250;1.25 ms",
                "45000000;45 s",
                "1500000;1.5 s",
                "600000000;10.0 min",
                "86400000000;24.0 h"
            })
    void timesHaveTheUnitThatSuitsThem(long micros, String text) {
        assertThat(Numbers.duration(micros)).isEqualTo(text);
    }

    @Test
    void halvesAreRoundedFromTheExactValue() {
        assertThat(Numbers.plain(0.125, 2)).isEqualTo("0.13");
        assertThat(Numbers.plain(2.675, 2)).isEqualTo("2.67");
        assertThat(Numbers.decimal(-1234.56, 1)).isEqualTo("-1,234.6");
        assertThat(Numbers.decimal(-0.5, 1)).isEqualTo("-0.5");
    }

    @Test
    void onlyAGainHasAPlus() {
        assertThat(Numbers.signed(1.5)).isEqualTo("+1.50");
        assertThat(Numbers.signed(-1.5)).isEqualTo("-1.50");
        assertThat(Numbers.signed(0)).isEqualTo("0");
    }
}
