package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.metric.Metric;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Cell;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;
import java.util.List;

/** What policies keep, and what they cost; on a narrow page each policy becomes a card. */
final class ResultTable {
    private ResultTable() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(page, "What each policy keeps", "");
        table(comparison, page, Column.SAFETY, true);
        Tables.section(page, "What it costs", "");
        table(comparison, page, Column.COST, false);
    }

    private static void table(Comparison comparison, Markup page, List<Column> columns, boolean described) {
        page.start("div", "class", "scroll", "tabindex", "0").start("table", "class", "results wide");
        page.start("thead").start("tr").element("th", "Policy", "scope", "col");
        for (Column column : columns) {
            page.start("th", "scope", "col").text(column.title() + " ");
            page.element("span", column.unit(), "class", "unit").end();
        }
        page.end().endLine();
        body(page, "policies", comparison, comparison.policies(), columns, described);
        if (!comparison.bounds().isEmpty()) {
            body(page, "bound", comparison, comparison.bounds(), columns, described);
        }
        page.end().endLine();
    }

    private static void body(
            Markup page,
            String style,
            Comparison comparison,
            List<PolicyStats> policies,
            List<Column> columns,
            boolean described) {
        page.start("tbody", "class", style).text("\n");
        for (PolicyStats stats : policies) {
            page.start("tr").start("th", "scope", "row").text(comparison.label(stats));
            if (described) {
                page.element("span", about(stats), "class", "about");
            }
            page.end();
            for (Column column : columns) {
                cell(page, column, stats);
            }
            page.endLine();
        }
        page.endLine();
    }

    private static String about(PolicyStats stats) {
        return stats.policy().clairvoyant()
                ? "No policy but the bound: it knows the future and commits just before each fault."
                : stats.policy().description();
    }

    private static void cell(Markup page, Column column, PolicyStats stats) {
        Cell cell = column.cell(stats);
        page.start("td", "data-label", column.title() + " (" + column.unit() + ")")
                .start("span");
        if (column == Column.BROKEN) {
            boolean kept = stats.broken().hits() == 0;
            String verdict = kept ? "\u2713 kept" : "\u2717 broken";
            page.element("span", verdict, "class", kept ? "value kept" : "value broken");
            page.element("span", cell.text(), "class", "detail tight");
            page.element("span", delivery(stats), "class", "detail tight");
        } else {
            boolean lost = column == Column.LOST && stats.total().get(Metric.LOST) > 0;
            page.element("span", cell.main(), "class", lost ? "value broken" : "value");
            detail(page, column == Column.BOUND ? stats.policy().bound() : "", cell.main());
            detail(page, cell.detail(), cell.main());
        }
        page.end().end();
    }

    private static void detail(Markup page, String detail, String main) {
        if (!detail.isEmpty() && !detail.equals(main)) {
            page.element("span", detail, "class", "detail");
        }
    }

    /** What is promised about delivery; all promises stand in the table of invariants. */
    private static String delivery(PolicyStats stats) {
        boolean neverLoses = stats.policy().promises().contains(InvariantName.LOSS);
        boolean neverRepeats = stats.policy().promises().contains(InvariantName.DUP);
        if (neverLoses) {
            return neverRepeats ? "promises exactly one effect" : "promises at-least-once";
        }
        return neverRepeats ? "promises at-most-once" : "promises neither";
    }
}
