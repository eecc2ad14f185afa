package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import java.util.List;

/** What the page's tables have in common: they scroll by themselves where the page is too narrow. */
final class Tables {
    private Tables() {}

    static void section(Markup page, String title, String hint) {
        page.element("h2", title).text("\n");
        if (!hint.isEmpty()) {
            page.element("p", hint, "class", "hint").text("\n");
        }
    }

    /** Begins a table with one line of titles; behind each stands what it is counted in. */
    static void start(Markup page, List<String> titles, List<String> units) {
        page.start("div", "class", "scroll", "tabindex", "0").start("table");
        page.start("thead").start("tr");
        for (int i = 0; i < titles.size(); i++) {
            page.start("th", "scope", "col").text(titles.get(i));
            if (!units.get(i).isEmpty()) {
                page.text(" ").element("span", units.get(i), "class", "unit");
            }
            page.end();
        }
        page.end().endLine();
        page.start("tbody").text("\n");
    }

    static void end(Markup page) {
        page.end().end().endLine();
    }

    static void row(Markup page, String name, List<String> cells) {
        page.start("tr").element("th", name, "scope", "row");
        cells.forEach(cell -> page.element("td", cell, "class", "nowrap"));
        page.endLine();
    }
}
