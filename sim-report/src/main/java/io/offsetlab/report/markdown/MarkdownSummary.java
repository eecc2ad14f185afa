package io.offsetlab.report.markdown;

import io.offsetlab.experiment.Comparand;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.FaultMix;
import io.offsetlab.report.Found;
import io.offsetlab.report.Numbers;
import io.offsetlab.report.Phrases;
import io.offsetlab.report.ReportFormat;
import io.offsetlab.report.SituationMix;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A summary of at most {@value #MOST_LINES} lines, fit for a pull request. */
public final class MarkdownSummary implements ReportFormat {
    static final int MOST_LINES = 40;
    private static final int MOST_POLICIES = 14;
    private static final int MOST_FOUND = 6;
    private static final int MOST_WARNINGS = 4;
    private static final List<Column> COLUMNS = List.of(
            Column.BROKEN,
            Column.LOST,
            Column.PER_CRASH,
            Column.PER_REBALANCE,
            Column.BOUND,
            Column.COMMITS,
            Column.BLOCKED,
            Column.THROUGHPUT,
            Column.HAND_OVER,
            Column.RECOVERY);

    @Override
    public String fileName() {
        return "summary.md";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        for (String line : lines(comparison)) {
            out.append(line).append('\n');
        }
    }

    private static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("### Commit policies compared");
        lines.add("");
        lines.add("**" + escape(comparison.advice().sentence()) + "**");
        lines.add("");
        table(comparison, lines);
        lines.add("");
        lines.add(escape(comparison.headline()) + ". Each world: "
                + escape(comparison.workload().text()) + ".");
        lines.add("Faults happened in so many worlds: " + escape(String.join(", ", FaultMix.kinds(comparison))) + ". "
                + escape(SituationMix.neverReached(comparison)));
        lines.add("Repeats and times are p50 / p99 / max over incidents and partitions; behind \"0 of n\" stands the"
                + " share that can still hide there (3/n); ~ marks a difference of which the 95 % interval holds"
                + " 0.");
        found(comparison, lines);
        warnings(comparison.warnings(), lines);
        return lines;
    }

    private static void table(Comparison comparison, List<String> lines) {
        List<PolicyStats> all = comparison.statistics().policies();
        String first = comparison.label(all.get(0));
        List<String> titles = new ArrayList<>(List.of("policy"));
        COLUMNS.forEach(column -> titles.add(column.title() + "<br>" + column.unit()));
        titles.add("repeated<br>vs " + escape(first));
        titles.add("commit requests<br>vs " + escape(first));
        lines.add(row(titles));
        lines.add("|:--" + "|--:".repeat(titles.size() - 1) + "|");
        List<PolicyStats> shown = new ArrayList<>(comparison.policies());
        int hidden = Math.max(0, shown.size() - MOST_POLICIES);
        shown.subList(shown.size() - hidden, shown.size()).clear();
        shown.addAll(comparison.bounds());
        for (PolicyStats stats : shown) {
            lines.add(row(cells(comparison, all.indexOf(stats), stats)));
        }
        if (hidden > 0) {
            lines.add("");
            lines.add("And " + Numbers.whole(hidden) + " more in report.html.");
        }
    }

    private static List<String> cells(Comparison comparison, int policy, PolicyStats stats) {
        List<String> cells = new ArrayList<>();
        String name = escape(comparison.label(stats));
        cells.add(stats.policy().clairvoyant() ? "*" + name + "* (bound)" : name);
        COLUMNS.forEach(column -> cells.add(escape(column.cell(stats).text())));
        for (Comparand by : List.of(Comparand.REPEATED, Comparand.COMMITS)) {
            cells.add(
                    policy == 0
                            ? ""
                            : escape(Phrases.difference(
                                    by, comparison.statistics().difference(policy, by))));
        }
        return cells;
    }

    private static void found(Comparison comparison, List<String> lines) {
        List<Found> list = Found.in(comparison);
        if (list.isEmpty()) {
            return;
        }
        lines.add("");
        for (Found found : list.subList(0, Math.min(MOST_FOUND, list.size()))) {
            lines.add("- " + escape(found.policy()) + " broke " + found.invariants() + ": " + escape(found.sentence())
                    + " " + code(found.seedLine().text()));
        }
        if (list.size() > MOST_FOUND) {
            lines.add("- and " + Numbers.whole(list.size() - MOST_FOUND) + " more policies broke theirs.");
        }
    }

    private static void warnings(List<String> warnings, List<String> lines) {
        if (warnings.isEmpty()) {
            return;
        }
        lines.add("");
        for (String warning : warnings.subList(0, Math.min(MOST_WARNINGS, warnings.size()))) {
            lines.add("- Warning: " + escape(warning));
        }
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Inside of a code span nothing means anything but its end and that of the line. */
    private static String code(String text) {
        return "`" + text.replace('`', '\'').replace('\n', ' ').replace('\r', ' ') + "`";
    }

    /** What Markdown or the HTML in it would take for its own. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '|', '*', '_', '`', '[', ']', '\\', '~' ->
                    escaped.append('\\').append(c);
                case '\n', '\r' -> escaped.append(' ');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
