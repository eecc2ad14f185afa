package io.offsetlab.report.html;

import io.offsetlab.drawing.Markup;
import io.offsetlab.drawing.PageStyle;
import io.offsetlab.report.Advice;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;

/** The report as one page, which needs no network and no script, and follows the reader's light or dark setting. */
public final class HtmlReport implements ReportFormat {
    private static final String STYLE = "report.css";

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        Markup page = Markup.htmlDocument();
        page.start("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        head(page);
        page.start("body").start("main").text("\n");
        top(comparison, page);
        ResultTable.write(comparison, page);
        Pictures.write(comparison, page);
        DifferenceTable.write(comparison, page);
        FindingList.write(comparison, page);
        WorkloadTables.write(comparison, page);
        SituationTable.write(comparison, page);
        Guide.write(comparison, page);
        page.endLine().endLine().endLine();
        out.append(page.finish());
    }

    private static void head(Markup page) {
        page.start("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", "Commit policies compared")
                .text("\n")
                .style(PageStyle.with(HtmlReport.class, STYLE))
                .endLine();
    }

    private static void top(Comparison comparison, Markup page) {
        page.element("h1", "Commit policies compared").text("\n");
        page.element("p", comparison.headline(), "class", "lead").text("\n");
        page.start("div", "class", "advice");
        advice(comparison.advice(), page);
        page.endLine();
        if (!comparison.warnings().isEmpty()) {
            page.start("ul", "class", "notes");
            comparison.warnings().forEach(warning -> page.element("li", warning));
            page.endLine();
        }
    }

    /** The sentence ends with what is typed, if anything was violated. */
    private static void advice(Advice advice, Markup page) {
        String typed = advice.seedLine() == null ? "" : advice.seedLine().text();
        String sentence = advice.sentence();
        page.start("p").text(sentence.substring(0, sentence.length() - typed.length()));
        if (!typed.isEmpty()) {
            page.element("code", typed);
        }
        page.end();
    }
}
