package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.drawing.ScatterChart.Look;
import io.offsetlab.drawing.ScatterChart.Point;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ChartsTest {
    private static String scatter(List<Point> points) {
        Markup out = new Markup();
        new ScatterChart("title", "x", "y", points).draw(out);
        return out.finish();
    }

    private static String ranges(List<RangeChart.Row> rows) {
        Markup out = new Markup();
        new RangeChart("title", "x", rows).draw(out);
        return out.finish();
    }

    @Test
    void everyPointHasItsNameAndItsShape() {
        String svg = scatter(List.of(
                new Point("good-one", 10, 5, Look.GOOD),
                new Point("bad-one", 100, 0, Look.BAD),
                new Point("the-bound", 0, 0, Look.REFERENCE)));

        assertThat(svg).contains(">good-one</text>").contains(">bad-one</text>").contains(">the-bound</text>");
        assertThat(svg).containsOnlyOnce("<path class=\"mark bad\"");
        assertThat(svg).containsOnlyOnce("<circle class=\"mark reference\"");
    }

    @Test
    void noPointsMakeAnEmptyPicture() {
        assertThat(scatter(List.of())).startsWith("<svg ").doesNotContain("NaN");
        assertThat(ranges(List.of())).startsWith("<svg ").doesNotContain("NaN");
    }

    @Test
    void aBoundIsDrawnOnlyWhereThereIsOne() {
        assertThat(ranges(List.of(new RangeChart.Row("a", 3, 1, 5, 9, 500, 500))))
                .contains("class=\"bound\"");
        assertThat(ranges(List.of(new RangeChart.Row("a", 3, 1, 5, 9, RangeChart.UNBOUNDED, RangeChart.UNBOUNDED))))
                .doesNotContain("class=\"bound\"")
                .contains("no bound");
    }

    @Test
    void aStretchedBoundIsDrawnBesideTheDeclaredOne() {
        assertThat(ranges(List.of(new RangeChart.Row("a", 3, 1, 5, 9, 500, 1500))))
                .contains("class=\"bound\"")
                .contains("class=\"bound stretched\"");
    }

    /** A digit or a letter takes 6.6 pixels at most. */
    @Test
    void theNameOfAColumnThatIsVariedBeginsInsideThePicture() {
        String name = "async-after-batch+group.protocol=consumer";
        String svg = ranges(List.of(new RangeChart.Row(name, 3, 1, 5, 9, 500, 500)));
        Matcher label = Pattern.compile(" x=\"([0-9.]+)\"[^>]*>" + Pattern.quote(name) + "<")
                .matcher(svg);
        assertThat(label.find()).as(svg).isTrue();
        assertThat(Double.parseDouble(label.group(1))).isGreaterThan(6.6 * name.length());
    }

    @Test
    void nothingSeenIsSaid() {
        assertThat(ranges(List.of(new RangeChart.Row("a", 0, 0, 0, 0, 500, 500))))
                .contains("none seen");
    }

    @Test
    void lengthsAreTenthsOfPixels() {
        assertThat(Canvas.px(125)).isEqualTo("12.5");
        assertThat(Canvas.px(120)).isEqualTo("12");
        assertThat(Canvas.px(-5)).isEqualTo("-0.5");
    }
}
