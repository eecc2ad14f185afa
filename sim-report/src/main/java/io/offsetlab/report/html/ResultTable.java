package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.report.Cell;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;
import java.util.List;

/** All columns of all policies; on a narrow page each policy becomes a card. */
final class ResultTable {
    private static final int SAFETY_COLUMNS = Column.COMMITS.ordinal();

    private ResultTable() {}

    static void write(Comparison comparison, Markup page) {
        Tables.section(page, "Result", "");
        page.start("div", "class", "scroll", "tabindex", "0").start("table", "class", "results wide");
        head(page);
        body(page, "policies", comparison.policies());
        if (!comparison.bounds().isEmpty()) {
            body(page, "bound", comparison.bounds());
        }
        page.end().endLine();
    }

    private static void head(Markup page) {
        page.start("thead").start("tr", "class", "group").element("td", "");
        page.element("th", "What it keeps", "scope", "colgroup", "colspan", Integer.toString(SAFETY_COLUMNS));
        page.element(
                "th",
                "What it costs",
                "scope",
                "colgroup",
                "class",
                "split",
                "colspan",
                Integer.toString(Column.values().length - SAFETY_COLUMNS));
        page.endLine();
        page.start("tr").element("th", "Policy", "scope", "col");
        for (Column column : Column.values()) {
            page.start("th", "scope", "col", "class", style(column)).text(column.title() + " ");
            page.element("span", column.unit(), "class", "unit").end();
        }
        page.end().endLine();
    }

    private static void body(Markup page, String style, List<PolicyStats> policies) {
        page.start("tbody", "class", style).text("\n");
        for (PolicyStats stats : policies) {
            page.start("tr").start("th", "scope", "row").text(stats.policy().name());
            page.element("span", about(stats), "class", "about").end();
            for (Column column : Column.values()) {
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
        page.start("td", "data-label", column.title() + " (" + column.unit() + ")", "class", style(column));
        page.start("span");
        if (column == Column.BROKEN) {
            boolean kept = stats.broken().hits() == 0;
            page.element("span", kept ? "\u2713 kept" : "\u2717 broken", "class", kept ? "kept" : "broken");
            page.element("span", cell.text(), "class", "detail");
        } else {
            page.text(cell.main());
            String detail = column == Column.BOUND ? stats.policy().bound() : cell.detail();
            if (!detail.isEmpty() && !detail.equals(cell.main())) {
                page.element("span", detail, "class", "detail");
            }
        }
        page.end().end();
    }

    private static String style(Column column) {
        return column == Column.COMMITS ? "split" : "";
    }
}
