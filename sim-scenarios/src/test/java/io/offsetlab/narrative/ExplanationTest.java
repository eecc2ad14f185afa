package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.narrative.Inevitability.Share;
import io.offsetlab.narrative.PassesIf.Change;
import io.offsetlab.narrative.PassesIf.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was found out about a failure is said in words that stand on their own. */
final class ExplanationTest {
    private static final PassesIf PASSES = new PassesIf(
            List.of(
                    new Change(
                            Kind.FAULT,
                            "fault 1",
                            "kill of a-0",
                            List.of("standstill of a-0 for 1s", "nothing at all")),
                    new Change(Kind.SETTING, "max.poll.records", "500", List.of("10", "1"))),
            30,
            0);

    private static final Inevitability FROM_7 = new Inevitability(
            List.of(
                    new Share(0, 0, "before anything happens", 2, 64, 0.01, 0.11),
                    new Share(3, 5, "starts", 2, 64, 0.01, 0.11),
                    new Share(5, 6, "owns orders-0", 2, 64, 0.01, 0.11),
                    new Share(7, 10, "crashes", 64, 64, 0.94, 1),
                    new Share(9, 12, "commit 1 stored", 64, 64, 0.94, 1)),
            "");

    private static final BugReport REPORT = SmallRun.report().explained(new Explanation(PASSES, FROM_7));

    @Test
    void changesAreSaidWithWhatTheyReplace() {
        assertThat(REPORT.text())
                .contains(
                        "It passes if (30 changes of one thing each were run, 4 make it pass):",
                        "  fault 1 (kill of a-0) were: standstill of a-0 for 1s; or nothing at all\n",
                        "  max.poll.records were 10 or 1 instead of 500\n");
    }

    @Test
    void nothingThatPassesIsSaidToo() {
        assertThat(new PassesIf(List.of(), 12, 0).summary())
                .isEqualTo("12 changes of one thing each were run, none makes it pass");
    }

    @Test
    void theStepFromWhichAllFailIsNamed() {
        assertThat(FROM_7.summary())
                .isEqualTo("inevitable from step 7 on: 64 of 64 continuations fail; 2 of 64 before");
        assertThat(FROM_7.inevitableFrom()).isEqualTo(3);
    }

    @Test
    void momentsThatChangeNothingAreLeftOutOfTheTable() {
        assertThat(ExplanationText.shares(FROM_7).rows())
                .extracting(row -> row.get(0))
                .containsExactly("-", "5", "7", "9");
    }

    @Test
    void aReportWithoutAnExplanationHasNoSuchParts() {
        assertThat(SmallRun.report().text()).doesNotContain("It passes if", "inevitable");
        assertThat(BugReportMarkdown.of(SmallRun.report(), 60)).doesNotContain("It passes if", "inevitable");
    }

    @Test
    void theStepThatShowsItIsNamed() {
        assertThat(SmallRun.report().showing()).matches("Step \\d+ is the first bad one, step \\d+ made it visible\\.");
    }

    @Test
    void theLedgerSaysTheProcessedSet() {
        assertThat(SmallRun.report().text()).contains("0-3; 6 ahead");
    }

    @Test
    void markdownHasTheStoryInAFenceAndTablesThatAreWellFormed() {
        String markdown = BugReportMarkdown.of(REPORT, 60);
        assertThat(markdown)
                .startsWith("**LOSS: commit 1 of a-0 put orders-0 to 10 above record 4.**")
                .contains(
                        "```sh\noffsetlab replay ol1:abc\n```",
                        "```text\n",
                        "<-- first bad",
                        "- max.poll.records were");
        List<String> rows =
                markdown.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).isNotEmpty().allMatch(row -> row.endsWith("|"));
    }

    @Test
    void whatCouldBeMarkdownIsEscaped() {
        BugReport hostile = new BugReport(
                new Finding(REPORT.finding().invariant(), 1, 0, 0, 1, 0, 1, "a|b `c` <script> *d*"),
                List.of("```"),
                REPORT.story(),
                REPORT.commits(),
                REPORT.lostAndRepeated(),
                Explanation.NONE);
        assertThat(BugReportMarkdown.of(hostile, 60))
                .startsWith("**a\\|b \\`c\\` &lt;script> \\*d\\***")
                .contains("````sh\n```\n````");
    }
}
