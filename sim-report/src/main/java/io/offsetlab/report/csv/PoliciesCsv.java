package io.offsetlab.report.csv;

import io.offsetlab.experiment.RunRow;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.Samples;
import io.offsetlab.metric.Series;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.Phrases;
import io.offsetlab.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One row for each policy and seed, for a spreadsheet: RFC 4180, with a header. Times are in microseconds. */
public final class PoliciesCsv implements ReportFormat {
    @Override
    public String fileName() {
        return "policies.csv";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        line(header(), out);
        for (RunRow row : comparison.sweep().rows()) {
            line(cells(comparison, row), out);
        }
    }

    private static List<String> header() {
        List<String> cells = new ArrayList<>(List.of(
                "scenario",
                "seed",
                "policy",
                "kept",
                "first-broken",
                "digest",
                "events",
                "ended-at-us",
                "bound",
                "allowed"));
        for (Metric metric : Metric.values()) {
            cells.add(metric.text());
        }
        for (Series series : Series.values()) {
            cells.add(series.text() + "-count");
            cells.add(series.text() + "-sum");
            cells.add(series.text() + "-max");
        }
        for (InvariantName invariant : InvariantName.values()) {
            cells.add("violations-" + invariant);
        }
        for (FaultKind kind : FaultKind.values()) {
            cells.add("fired-" + Phrases.word(kind));
        }
        return cells;
    }

    private static List<String> cells(Comparison comparison, RunRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(comparison.plan().scenario());
        cells.add(Long.toString(row.seed()));
        cells.add(comparison.plan().policies().get(row.policy()).name());
        cells.add(Boolean.toString(row.kept()));
        cells.add(row.broken() == null ? "" : row.broken().invariant().toString());
        cells.add(HexFormat.of().toHexDigits(row.digest()));
        cells.add(Long.toString(row.events()));
        cells.add(Long.toString(row.endedAtMicros()));
        cells.add(bound(row.bound()));
        cells.add(bound(row.allowed()));
        for (Metric metric : Metric.values()) {
            cells.add(Long.toString(row.metrics().get(metric)));
        }
        for (Series series : Series.values()) {
            Samples samples = row.metrics().get(series);
            cells.add(Integer.toString(samples.count()));
            cells.add(Long.toString(samples.sum()));
            cells.add(Long.toString(samples.max()));
        }
        for (InvariantName invariant : InvariantName.values()) {
            cells.add(Long.toString(row.violations().get(invariant)));
        }
        for (FaultKind kind : FaultKind.values()) {
            cells.add(Long.toString(row.fired().get(kind)));
        }
        return cells;
    }

    private static String bound(long records) {
        return records == Long.MAX_VALUE ? "" : Long.toString(records);
    }

    private static void line(List<String> cells, Appendable out) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    /** Quoted where needed; what a spreadsheet would take for a formula is made a text. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain =
                safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0;
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
