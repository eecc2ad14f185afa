package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.metric.Metric;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Cell;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;
import java.util.List;
import java.util.stream.Collectors;

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
        body(page, "policies", comparison.policies(), columns, described);
        if (!comparison.bounds().isEmpty()) {
            body(page, "bound", comparison.bounds(), columns, described);
        }
        page.end().endLine();
    }

    private static void body(
            Markup page, String style, List<PolicyStats> policies, List<Column> columns, boolean described) {
        page.start("tbody", "class", style).text("\n");
        for (PolicyStats stats : policies) {
            page.start("tr").start("th", "scope", "row").text(stats.policy().name());
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
            page.element("span", promises(stats), "class", "detail");
        } else {
            boolean lost = column == Column.LOST && stats.total().get(Metric.LOST) > 0;
            page.element("span", cell.main(), "class", lost ? "value broken" : "value");
            String detail = column == Column.BOUND ? stats.policy().bound() : cell.detail();
            if (!detail.isEmpty() && !detail.equals(cell.main())) {
                page.element("span", detail, "class", "detail");
            }
        }
        page.end().end();
    }

    /** Without ENGINE, which belongs to every promise. */
    private static String promises(PolicyStats stats) {
        String names = stats.policy().promises().stream()
                .filter(name -> name != InvariantName.ENGINE)
                .map(InvariantName::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "promises nothing" : names;
    }
}
