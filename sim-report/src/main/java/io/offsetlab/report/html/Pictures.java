package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.drawing.RangeChart;
import io.offsetlab.drawing.ScatterChart;
import io.offsetlab.drawing.ScatterChart.Look;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.Ratios;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import io.offsetlab.report.Comparison;
import java.util.List;

/** The comparison as pictures. */
final class Pictures {
    private static final String RANGES =
            "Dot: median. Tick: 99th percentile. Circle: largest. Upright bar: the declared bound where it is largest; dashed:"
                    + " as far as commits that were not applied stretched it.";

    private Pictures() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(page, "Pictures", "");
        page.start("div", "class", "charts").text("\n");
        figure(
                page,
                "What is repeated against what commits cost",
                "Down and left is better. Diamond: a policy that lost records. Ring: the bound. Both axes are logarithmic and"
                        + " begin with 0.");
        trade(comparison).draw(page);
        page.end().endLine();
        page.start("div", "class", "pair");
        figure(page, "Records repeated by one crash in one partition", RANGES);
        ranges(comparison, Series.REPEATS_PER_CRASH).draw(page);
        page.end().endLine();
        figure(page, "Records repeated by one rebalance without a crash in one partition", RANGES);
        ranges(comparison, Series.REPEATS_PER_REBALANCE).draw(page);
        page.end().endLine();
        page.end().endLine();
    }

    private static void figure(Markup page, String title, String hint) {
        page.start("figure").start("figcaption").element("h3", title);
        page.element("span", hint, "class", "hint").endLine();
        page.start("div", "class", "scroll", "tabindex", "0");
    }

    private static ScatterChart trade(Comparison comparison) {
        List<ScatterChart.Point> points = comparison.statistics().policies().stream()
                .map(stats -> new ScatterChart.Point(
                        comparison.label(stats),
                        Ratios.commitsPerThousand(stats.total()),
                        Ratios.repeatedPerThousand(stats.total()),
                        look(stats)))
                .toList();
        return new ScatterChart(
                "Repeated records and commit requests of each policy",
                "commit requests per 1,000 records",
                "repeated per 1,000 records",
                points);
    }

    private static Look look(PolicyStats stats) {
        if (stats.policy().clairvoyant()) {
            return Look.REFERENCE;
        }
        return stats.total().get(Metric.LOST) > 0 ? Look.BAD : Look.GOOD;
    }

    private static RangeChart ranges(Comparison comparison, Series series) {
        List<RangeChart.Row> rows = comparison.statistics().policies().stream()
                .map(stats -> row(comparison.label(stats), stats, stats.total().get(series)))
                .toList();
        return new RangeChart(series.description(), "records", rows);
    }

    private static RangeChart.Row row(String label, PolicyStats stats, Samples samples) {
        long bound = stats.mostBound() == Long.MAX_VALUE ? RangeChart.UNBOUNDED : stats.mostBound();
        return new RangeChart.Row(
                label,
                samples.count(),
                samples.quantile(500),
                samples.quantile(990),
                samples.max(),
                bound,
                bound == RangeChart.UNBOUNDED ? bound : stats.mostAllowed());
    }
}
