package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;

/** How to read the page. */
final class Guide {
    private Guide() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(page, "How to read this", "");
        page.element(
                "p",
                "A world is drawn from a seed: a log, a group of members, a workload and the faults that hit it. Each policy"
                        + " lives through the same worlds, so that differences are the policy's own. Time is virtual. What a"
                        + " policy does not promise is counted, never held against it.");
        page.start("dl");
        for (Column column : Column.values()) {
            page.element("dt", column.title()).element("dd", column.definition());
        }
        page.element("dt", "p50 / p99 / max")
                .element("dd", "The median, the value that 99 % do not exceed, and the largest, over all incidents.");
        page.element("dt", "x to y %")
                .element("dd", "Wilson's interval: with 95 % confidence the share in all such worlds lies in it.");
        page.endLine();
        page.element(
                "p",
                "A rate holds for these worlds and this mix of faults only. A seed line replays the run with any Java from"
                        + " version 17 up, as long as the engine's version is the same.");
        page.element("footer", comparison.headline()).text("\n");
    }
}
