package io.offsetlab.drawing;

import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Grid;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.Mark;
import io.offsetlab.narrative.PartitionOffsets;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.narrative.SpaceTime;
import io.offsetlab.narrative.Step;
import java.util.List;

/**
 * A failure as one page, which needs no network and no script: the drawing, the steps, which link to it and back, what would make it
 * pass, and the tables of the report. It follows the reader's light or dark setting and can be printed.
 */
public final class FailurePage {
    private static final String STYLE = "failure.css";

    private final BugReport report;
    private final SpaceTimeDrawing drawing;
    private final Markup page = Markup.htmlDocument();

    private FailurePage(BugReport report, SpaceTime spaceTime, int mostSteps) {
        this.report = report;
        this.drawing =
                new SpaceTimeDrawing(report.story(), spaceTime, report.finding().partition(), mostSteps);
    }

    /** The page as text, with so many steps of the story at most. */
    public static String of(BugReport report, SpaceTime spaceTime, int mostSteps) {
        return new FailurePage(report, spaceTime, mostSteps).write();
    }

    private String write() {
        String title = report.finding().invariant() + " broken by "
                + report.story().header().policy();
        page.start("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
        page.start("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title)
                .text("\n")
                .style(PageStyle.with(FailurePage.class, STYLE))
                .endLine();
        page.start("body").start("main").text("\n");
        page.element("h1", title).text("\n");
        page.start("div", "class", "finding")
                .element("p", report.finding().sentence())
                .endLine();
        replay();
        picture();
        steps();
        passesIf();
        inevitability();
        grid("The ledger of commits", report.tables().ledger());
        grid("Lost and repeated at the end", report.tables().lostAndRepeated());
        grid("The five offsets", report.tables().offsets());
        page.endLine().endLine().endLine();
        return page.finish();
    }

    private void replay() {
        page.element("p", "To replay it:", "class", "hint").start("pre", "class", "replay");
        report.replayLines().forEach(line -> page.text(line + "\n"));
        page.endLine();
    }

    private void picture() {
        page.start("figure", "id", "drawing").start("figcaption").element("h2", "What happened");
        showing();
        page.element(
                "p",
                "Time runs to the right, strip by strip, in order but not to scale; at a double stroke it is cut. A number is a step, told"
                        + " below; follow it. A broken arrow is a message that was lost. Bands are rebalances, diamonds are"
                        + " faults. A thin line is a process that is gone, a thick one a process that stands still. Red under"
                        + " the axis: committed above what is processed.",
                "class",
                "hint");
        page.endLine();
        drawing.draw(page);
        page.endLine();
    }

    /** The steps that everything is about, as links into the drawing. */
    private void showing() {
        page.start("p").text(report.showing());
        for (Step step : drawing.steps()) {
            if (step.mark() != Mark.NONE) {
                page.text(" ").element("a", "See step " + step.number() + ".", "href", "#at-" + step.number());
            }
        }
        page.end();
    }

    private void steps() {
        page.element("h2", "Step by step").text("\n");
        page.start("div", "class", "scroll", "tabindex", "0").start("table", "class", "steps");
        page.start("thead").start("tr");
        for (String title : List.of(
                "step",
                "seconds",
                "where",
                "what",
                "partition",
                "end",
                "fetched",
                "returned",
                "processed",
                "committed",
                "owner")) {
            page.element("th", title, "scope", "col");
        }
        page.end().endLine();
        page.start("tbody").text("\n");
        int before = 0;
        for (Step step : drawing.steps()) {
            if (step.number() > before + 1) {
                String left = (step.number() - before - 1) + " left out";
                page.start("tr", "class", "left-out")
                        .element("td", left, "colspan", "11")
                        .endLine();
            }
            row(step);
            before = step.number();
        }
        page.end().end().endLine();
    }

    private void row(Step step) {
        String mark = step.mark() == Mark.FIRST_BAD ? "first-bad" : step.mark() == Mark.VISIBLE ? "shows" : "plain";
        page.start("tr", "id", "step-" + step.number(), "class", mark);
        page.start("th", "scope", "row")
                .element("a", Integer.toString(step.number()), "href", "#at-" + step.number())
                .end();
        page.element("td", Times.seconds(step.at()).replace(" s", ""), "class", "nowrap");
        page.element("td", report.story().header().laneName(step.lane()), "class", "nowrap where");
        page.start("td", "class", "what").text(step.text());
        if (step.mark() != Mark.NONE) {
            String said = step.mark() == Mark.FIRST_BAD ? "first bad" : "here it shows";
            page.text(" ").element("strong", said);
        }
        page.end();
        for (PartitionOffsets offsets :
                step.offsets().subList(0, Math.min(1, step.offsets().size()))) {
            cell(
                    "partition",
                    report.story()
                            .header()
                            .partitions()
                            .get(offsets.partition())
                            .toString());
            cell("end", Long.toString(offsets.logEnd()));
            cell("fetched", offset(offsets.fetched()));
            cell("returned", offset(offsets.returned()));
            cell("processed", offsets.processed());
            cell("committed", offset(offsets.committed()));
            cell("owner", offsets.owners().isEmpty() ? "nobody" : String.join(", ", offsets.owners()));
        }
        page.endLine();
    }

    private void cell(String label, String text) {
        page.element("td", text, "class", "offset", "data-label", label);
    }

    private static String offset(long offset) {
        return offset < 0 ? "-" : Long.toString(offset);
    }

    private void passesIf() {
        PassesIf passesIf = report.explanation().passesIf();
        if (passesIf == null) {
            return;
        }
        page.element("h2", "It passes if").text("\n");
        page.element("p", sentence(passesIf.summary()), "class", "hint").text("\n");
        page.start("ul", "class", "passes").text("\n");
        passesIf.changes().forEach(change -> page.element("li", change.text()).text("\n"));
        page.endLine();
    }

    private void inevitability() {
        Inevitability inevitability = report.explanation().inevitability();
        if (inevitability == null) {
            return;
        }
        page.element("h2", "When it became inevitable").text("\n");
        page.element("p", sentence(inevitability.summary()));
        page.element(
                "p",
                "Each point keeps the run up to a step and goes on with other faults and other small chance; the stroke is the"
                        + " interval that holds the true share with 95 % confidence. "
                        + inevitability.remark(),
                "class",
                "hint");
        page.start("div", "class", "scroll", "tabindex", "0");
        new InevitabilityChart(inevitability).draw(page);
        page.endLine();
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private void grid(String title, Grid grid) {
        page.element("h2", title).text("\n");
        grid.above().forEach(line -> page.element("p", line, "class", "hint").text("\n"));
        if (!grid.rows().isEmpty()) {
            page.start("div", "class", "scroll", "tabindex", "0").start("table").text("\n");
            if (grid.hasTitles()) {
                page.start("thead").start("tr");
                grid.titles().forEach(name -> page.element("th", name, "scope", "col"));
                page.end().endLine();
            }
            page.start("tbody").text("\n");
            for (List<String> row : grid.rows()) {
                page.start("tr");
                for (int i = 0; i < row.size(); i++) {
                    page.element("td", row.get(i), "class", grid.numeric().contains(i) ? "nowrap" : "words");
                }
                page.endLine();
            }
            page.end().end().endLine();
        }
        grid.below().forEach(line -> page.element("p", line, "class", "hint").text("\n"));
    }
}
