package io.offsetlab.narrative;

import java.util.List;

/** A bug report to paste into an issue: GitHub's Markdown, long parts folded. */
public final class BugReportMarkdown {
    private final StringBuilder out = new StringBuilder();
    private final BugReport report;

    private BugReportMarkdown(BugReport report) {
        this.report = report;
    }

    /** The report with so many steps of its story at most; lines end in a line feed. */
    public static String of(BugReport report, int mostSteps) {
        BugReportMarkdown markdown = new BugReportMarkdown(report);
        markdown.write(mostSteps);
        return markdown.out.toString();
    }

    private void write(int mostSteps) {
        line("**" + text(report.finding().sentence()) + "**");
        line("");
        line("To replay it:");
        line("");
        fenced("sh", String.join("\n", report.replayLines()) + "\n");
        line(text(report.showing()));
        line("");
        fenced("text", StoryText.causes(report.story(), mostSteps));
        explanation();
        ReportTables tables = report.tables();
        folded("The ledger of commits", tables.ledger());
        folded("Lost and repeated at the end", tables.lostAndRepeated());
        folded("The five offsets", tables.offsets());
    }

    private void explanation() {
        PassesIf passesIf = report.explanation().passesIf();
        if (passesIf != null) {
            line("**It passes if** (" + text(passesIf.summary()) + "):");
            line("");
            passesIf.changes().forEach(change -> line("- " + text(change.text())));
            line("");
        }
        Inevitability inevitability = report.explanation().inevitability();
        if (inevitability != null) {
            line("**When it became inevitable** (" + text(inevitability.summary()) + "):");
            line("");
            table(ExplanationText.shares(inevitability));
        }
    }

    private void folded(String title, Grid grid) {
        line("<details><summary>" + text(title) + "</summary>");
        line("");
        table(grid);
        line("</details>");
        line("");
    }

    private void table(Grid grid) {
        grid.above().forEach(this::paragraph);
        if (!grid.rows().isEmpty()) {
            row(grid.titles());
            StringBuilder rule = new StringBuilder("|");
            for (int i = 0; i < grid.titles().size(); i++) {
                rule.append(grid.numeric().contains(i) ? " ---: |" : " --- |");
            }
            line(rule.toString());
            grid.rows().forEach(this::row);
            line("");
        }
        grid.below().forEach(this::paragraph);
    }

    private void row(List<String> cells) {
        StringBuilder row = new StringBuilder("|");
        cells.forEach(cell -> row.append(' ').append(text(cell)).append(" |"));
        line(row.toString());
    }

    private void paragraph(String text) {
        line(text(text));
        line("");
    }

    /** In a fence that is longer than any in the text, so that nothing in it can end it. */
    private void fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        line(fence + language);
        out.append(text);
        line(fence);
        line("");
    }

    /** Text that must not become anything else. */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\`*_[]|#".indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '&') {
                escaped.append("&amp;");
            } else {
                escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
