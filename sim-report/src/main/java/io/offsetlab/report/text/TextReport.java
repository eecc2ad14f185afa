package io.offsetlab.report.text;

import io.offsetlab.experiment.Comparand;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.report.Column;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.FaultMix;
import io.offsetlab.report.Found;
import io.offsetlab.report.Phrases;
import io.offsetlab.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal: what is safe, what it costs, what broke, and what to do. */
public final class TextReport implements ReportFormat {
    @Override
    public String fileName() {
        return "report.txt";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        out.append(comparison.headline()).append("\n");
        out.append("Each world: ").append(comparison.workload().text()).append("\n\n");
        table(comparison, Column.SAFETY, out);
        out.append('\n');
        table(comparison, Column.COST, out);
        differences(comparison, out);
        broken(comparison, out);
        out.append("\nFaults happened in so many worlds: ")
                .append(String.join(", ", FaultMix.kinds(comparison)))
                .append("\n");
        for (String warning : comparison.warnings()) {
            out.append("Warning: ").append(warning).append("\n");
        }
        out.append("\n").append(comparison.advice().sentence()).append("\n");
    }

    private static void table(Comparison comparison, List<Column> columns, Appendable out) throws IOException {
        boolean cost = columns.equals(Column.COST);
        TextTable table = new TextTable();
        List<String> titles = new ArrayList<>(List.of("Policy"));
        List<String> units = new ArrayList<>(List.of(""));
        for (Column column : columns) {
            titles.add(column.title());
            units.add(column.unit());
        }
        if (cost) {
            titles.add("Faults missed");
            units.add("of all planned");
        }
        table.row(titles).row(units);
        comparison.policies().forEach(stats -> table.row(cells(comparison, stats, columns, cost)));
        comparison.bounds().forEach(stats -> table.row(cells(comparison, stats, columns, cost)));
        table.write(out);
    }

    private static List<String> cells(Comparison comparison, PolicyStats stats, List<Column> columns, boolean cost) {
        List<String> cells = new ArrayList<>();
        cells.add(comparison.label(stats) + (stats.policy().clairvoyant() ? " (bound)" : ""));
        for (Column column : columns) {
            cells.add(column.cell(stats).text());
        }
        if (cost) {
            cells.add(FaultMix.notReached(stats));
        }
        return cells;
    }

    private static void differences(Comparison comparison, Appendable out) throws IOException {
        List<PolicyStats> policies = comparison.statistics().policies();
        if (policies.size() < 2) {
            return;
        }
        out.append("\nAgainst ").append(comparison.label(policies.get(0)));
        out.append(" in the same worlds: mean difference [95 % interval], ~ where the interval holds 0\n");
        TextTable table = new TextTable();
        List<String> titles = new ArrayList<>(List.of("Policy"));
        List<String> units = new ArrayList<>(List.of(""));
        for (Comparand by : Comparand.values()) {
            titles.add(by.title());
            units.add(by.unit());
        }
        table.row(titles).row(units);
        for (int i = 1; i < policies.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(comparison.label(policies.get(i))));
            for (Comparand by : Comparand.values()) {
                cells.add(Phrases.difference(by, comparison.statistics().difference(i, by)));
            }
            table.row(cells);
        }
        table.write(out);
    }

    private static void broken(Comparison comparison, Appendable out) throws IOException {
        for (Found found : Found.in(comparison)) {
            out.append("\n")
                    .append(found.policy())
                    .append(" broke its promise: ")
                    .append(found.invariants());
            out.append("\n  ").append(found.sentence());
            out.append("\n  ").append(found.seedLine().text()).append("\n");
        }
    }
}
