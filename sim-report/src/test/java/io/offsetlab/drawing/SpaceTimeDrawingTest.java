package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.narrative.Mark;
import io.offsetlab.narrative.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Order is kept, quiet time is cut, and every strip shows what belongs to it. */
final class SpaceTimeDrawingTest {
    private static Step step(int number, long at, int lane) {
        return new Step(number, at, lane, "step " + number, List.of(), Mark.NONE, false, true);
    }

    private static String svg(int steps) {
        Markup out = new Markup();
        Failures.drawing(steps).draw(out);
        return out.finish();
    }

    @Test
    void laterMomentsStandFurtherRight() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            steps.add(step(i, i * i * 100L, i % 3));
        }
        TimeAxis axis = new TimeAxis(steps, new TreeSet<>(List.of(150L, 3_333L)), 0);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(axis.of(steps.get(i))).isGreaterThan(axis.of(steps.get(i - 1)));
        }
        assertThat(axis.at(3_333)).isBetween(axis.at(2_500), axis.at(3_600));
    }

    @Test
    void quietTimeIsCutAndSaysHowLongItIs() {
        TimeAxis axis = new TimeAxis(
                List.of(step(1, 0, 0), step(2, 100, 0), step(3, 250, 0), step(4, 60_000_000, 0)), new TreeSet<>(), 0);
        assertThat(axis.cuts()).singleElement().satisfies(cut -> {
            assertThat(cut.micros()).isEqualTo(60_000_000 - 250);
            assertThat(cut.steps()).isZero();
        });
    }

    @Test
    void stepsThatAreLeftOutAreCutOnceWhereTheGapIsLongest() {
        TimeAxis axis = new TimeAxis(
                List.of(step(1, 0, 0), step(2, 100, 0), step(90, 10_000, 0), step(91, 10_100, 0)),
                new TreeSet<>(List.of(9_950L)),
                0);
        assertThat(axis.cuts()).singleElement().satisfies(cut -> {
            assertThat(cut.steps()).isEqualTo(87);
            assertThat(cut.x()).isBetween(axis.at(100), axis.at(9_950));
        });
    }

    @Test
    void stepsOfOneInstantDoNotCoverEachOther() {
        List<Step> steps = List.of(step(1, 5, 0), step(2, 5, 0), step(3, 5, 0));
        TimeAxis axis = new TimeAxis(steps, new TreeSet<>(), 0);
        assertThat(axis.of(steps.get(1)) - axis.of(steps.get(0))).isGreaterThanOrEqualTo(200);
        assertThat(axis.of(steps.get(2)) - axis.of(steps.get(1))).isGreaterThanOrEqualTo(200);
    }

    @Test
    void stripsAreNeverWiderThanAsked() {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            steps.add(step(i, i * 1_000L, 0));
        }
        TimeAxis axis = new TimeAxis(steps, new TreeSet<>(), 500);
        List<Long> borders = axis.borders(9_000);
        assertThat(borders).isSorted().startsWith(500L).endsWith(axis.to()).hasSizeGreaterThan(3);
        for (int i = 1; i < borders.size(); i++) {
            assertThat(borders.get(i) - borders.get(i - 1)).isBetween(1L, 9_000L);
        }
    }

    @Test
    void everyStepIsDrawnInExactlyOneStrip() {
        String svg = svg(60);
        Matcher drawn = Pattern.compile("id=\"at-(\\d+)\"").matcher(svg);
        List<Integer> numbers = new ArrayList<>();
        while (drawn.find()) {
            numbers.add(Integer.parseInt(drawn.group(1)));
        }
        List<Integer> wanted =
                Failures.drawing(60).steps().stream().map(Step::number).toList();
        assertThat(numbers).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void theFiveOffsetsHaveTheirRows() {
        assertThat(svg(60))
                .contains(
                        ">fetched</text>",
                        ">returned</text>",
                        ">processed</text>",
                        ">stored</text>",
                        ">committed</text>")
                .doesNotContain("NaN");
    }

    @Test
    void aShortStoryOfManyStepsSaysWhatIsLeftOut() {
        assertThat(svg(12)).contains(" steps left out");
    }

    @Test
    void spansAreSaidInTheUnitThatFits() {
        assertThat(List.of(
                        Times.span(999),
                        Times.span(1_050),
                        Times.span(10_000),
                        Times.span(3_001_550),
                        Times.span(33_000_000)))
                .containsExactly("999 us", "1.05 ms", "10 ms", "3 s", "33 s");
        assertThat(Times.seconds(3_001_600)).isEqualTo("3.001600 s");
    }
}
