package io.offsetlab.report;

import io.offsetlab.report.csv.PoliciesCsv;
import io.offsetlab.report.html.HtmlReport;
import io.offsetlab.report.json.ResultsJson;
import io.offsetlab.report.junit.JunitXml;
import io.offsetlab.report.markdown.MarkdownSummary;
import io.offsetlab.report.text.TextReport;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole files, so that a change of a report is seen by whoever reviews it. */
final class GoldenReportTest {
    static ReportFormat[] formats() {
        return new ReportFormat[] {
            new TextReport(),
            new MarkdownSummary(),
            new PoliciesCsv(),
            new ResultsJson(),
            new JunitXml(),
            new HtmlReport()
        };
    }

    @ParameterizedTest
    @MethodSource("formats")
    void writesExactlyTheFileThatWasReviewed(ReportFormat format) throws IOException {
        Golden.check(format.fileName(), Reports.text(format, SmallSweep.ofFirstEngine()));
    }
}
