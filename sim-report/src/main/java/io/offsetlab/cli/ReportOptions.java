package io.offsetlab.cli;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.ReportFolder;
import io.offsetlab.report.ReportFormat;
import io.offsetlab.report.csv.PoliciesCsv;
import io.offsetlab.report.html.HtmlReport;
import io.offsetlab.report.json.ResultsJson;
import io.offsetlab.report.junit.JunitXml;
import io.offsetlab.report.markdown.MarkdownSummary;
import io.offsetlab.report.text.TextReport;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Nearest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that say what a comparison asks and where it is written. */
final class ReportOptions {
    private static final Map<String, ReportFormat> FORMATS = new LinkedHashMap<>();

    static {
        FORMATS.put("html", new HtmlReport());
        FORMATS.put("markdown", new MarkdownSummary());
        FORMATS.put("json", new ResultsJson());
        FORMATS.put("csv", new PoliciesCsv());
        FORMATS.put("junit", new JunitXml());
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder of the report (default: ${DEFAULT-VALUE}).",
            defaultValue = "offsetlab-report")
    private String out = "offsetlab-report";

    @Option(
            names = "--format",
            paramLabel = "NAME,..",
            split = ",",
            hideParamSyntax = true,
            description = "What is written: html, markdown, json, csv, junit (default: the first four).")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--promise",
            paramLabel = "INVARIANT",
            description = "What the closing sentence asks for, such as LOSS (default) or DUP; see offsetlab list"
                    + " invariants.")
    private String promise = "LOSS";

    @Option(names = "--strict", description = "Exits with 1 if any policy breaks what it promises.")
    private boolean strict;

    /** Complains before any work is done. */
    void check() {
        asked();
        chosen();
        folder();
    }

    private ReportFolder folder() {
        try {
            return new ReportFolder(Path.of(out));
        } catch (InvalidPathException e) {
            throw new BadInput("--out: found \"" + out + "\", allowed is the name of a folder");
        }
    }

    InvariantName asked() {
        String name = promise.toUpperCase(Locale.ROOT);
        for (InvariantName invariant : InvariantName.values()) {
            if (invariant.name().equals(name)) {
                return invariant;
            }
        }
        List<String> names =
                Arrays.stream(InvariantName.values()).map(Enum::name).toList();
        throw new BadInput("--promise: found \"" + promise + "\", allowed is one of " + String.join(", ", names)
                + Nearest.hint(promise, names));
    }

    private List<ReportFormat> chosen() {
        List<ReportFormat> chosen = new ArrayList<>();
        for (String name : formats.isEmpty() ? List.of("html", "markdown", "json", "csv") : formats) {
            ReportFormat format = FORMATS.get(name);
            if (format == null) {
                throw new BadInput("--format: found \"" + name + "\", allowed are "
                        + String.join(", ", FORMATS.keySet()) + Nearest.hint(name, FORMATS.keySet()));
            }
            chosen.add(format);
        }
        return chosen;
    }

    /** Prints the table, writes the files; returns the exit code. */
    int write(Comparison comparison, Terminal terminal) {
        terminal.print(table(comparison));
        List<Path> files = folder().write(comparison, chosen());
        terminal.line("");
        terminal.line("Written: "
                + String.join(", ", files.stream().map(Path::toString).toList()));
        return strict && comparison.anyBroken() ? ExitCode.BROKE : ExitCode.HELD;
    }

    private static String table(Comparison comparison) {
        StringWriter text = new StringWriter();
        try {
            new TextReport().write(comparison, text);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }
}
