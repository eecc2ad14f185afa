package io.offsetlab.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.report.Reports;
import io.offsetlab.report.SmallSweep;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class MarkdownSummaryTest {
    @Test
    void fortyLinesAreEnoughForAnyNumberOfPolicies() throws IOException {
        String summary = Reports.text(new MarkdownSummary(), SmallSweep.ofPolicies(60));

        assertThat(summary.lines().count()).isLessThanOrEqualTo(MarkdownSummary.MOST_LINES);
        assertThat(summary).contains("And 46 more in report.html.");
    }

    @Test
    void namesCannotBreakTheTable() throws IOException {
        String summary = Reports.text(new MarkdownSummary(), SmallSweep.named("a|b<script>`c`\n\n# d"));

        assertThat(summary).contains("| a\\|b&lt;script&gt;\\`c\\`");
        assertThat(summary.lines().map(line -> line.replaceAll("`[^`]*`$", "")))
                .noneMatch(line -> line.contains("<script>"));
        assertThat(summary.lines()).noneMatch(line -> line.startsWith("# d"));
    }
}
