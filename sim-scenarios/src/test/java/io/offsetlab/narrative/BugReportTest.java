package io.offsetlab.narrative;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.protocol.Offsets;
import io.offsetlab.trace.CommitFact.CommitAnswered;
import io.offsetlab.trace.CommitFact.CommitApplied;
import io.offsetlab.trace.CommitFact.CommitAsked;
import io.offsetlab.trace.CommitFact.CommitRefused;
import io.offsetlab.trace.CommitFact.CommitRolledBack;
import io.offsetlab.trace.CommitFact.CommitUnknown;
import io.offsetlab.trace.CommitKind;
import io.offsetlab.trace.Fact;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** Guards the order of the report and that its ledger tells applied, refused and unknown commits apart. */
final class BugReportTest {

    private static final CommitAsked ASKED = new CommitAsked(1, 0, 1, CommitKind.SYNC, 1, Offsets.of(0, 10));

    private static CommitLine only(Fact... facts) {
        List<CommitLine> lines = CommitLedger.of(SmallRun.HEADER, List.of(facts), null);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    @Test
    void partsComeInTheirOrder() {
        assertThat(SmallRun.report().text())
                .containsSubsequence(
                        "LOSS: commit 1 of a-0 put orders-0 to 10 above record 4.",
                        "To replay it:\n  offsetlab replay ol1:abc",
                        "What happened:",
                        "<-- first bad",
                        "<-- here it shows",
                        "The ledger of commits:",
                        "Lost and repeated at the end",
                        "The five offsets:",
                        "at the first bad step",
                        "at the end");
    }

    @Test
    void linesHaveNoTrailingBlanks() {
        assertThat(SmallRun.report().text().lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void lostRecordsAreARange() {
        assertThat(SmallRun.report().lostAndRepeated())
                .first()
                .isEqualTo(new LostAndRepeated(0, "4-9", 6, "none", 0, 0));
    }

    @Test
    void boundIsPrintedAsFormulaAndNumber() {
        assertThat(SmallRun.report().text()).contains("at most max.poll.records = 500 repeats an incident");
    }

    @Test
    void appliedCommitShowsHowFarItIsAhead() {
        CommitLine line = SmallRun.report().commits().get(0);
        assertThat(line.outcome()).isEqualTo("applied");
        assertThat(line.offset() - line.processedTo()).isEqualTo(6);
        assertThat(line.firstBad()).isTrue();
    }

    @Test
    void commitWithoutAnyNewsIsOnItsWay() {
        assertThat(only(ASKED).outcome()).isEqualTo("on its way");
    }

    @Test
    void refusalNamesKafkasError() {
        assertThat(only(ASKED, new CommitRefused(2, -1, 0, 1, 1, Errors.ILLEGAL_GENERATION))
                        .outcome())
                .isEqualTo("refused: ILLEGAL_GENERATION");
    }

    @Test
    void refusalOfAnotherPartitionLeavesThisOneAlone() {
        assertThat(only(ASKED, new CommitRefused(2, 1, 0, 1, 1, Errors.ILLEGAL_GENERATION))
                        .outcome())
                .isEqualTo("on its way");
    }

    @Test
    void lostAnswerOfAStoredCommitIsTold() {
        assertThat(only(ASKED, new CommitApplied(2, 0, -1, 10, 0, 1, 1), new CommitUnknown(3, 0, 1))
                        .outcome())
                .isEqualTo("applied, which the member never learned");
    }

    @Test
    void commitThatArrivesAfterItsSenderGaveUpIsTold() {
        assertThat(only(ASKED, new CommitUnknown(2, 0, 1), new CommitApplied(3, 0, -1, 10, 0, 1, 1))
                        .outcome())
                .isEqualTo("applied, which the member never learned");
    }

    @Test
    void commitThatNeverArrivedIsUnknown() {
        assertThat(only(ASKED, new CommitUnknown(3, 0, 1)).outcome()).isEqualTo("unknown to the member, not stored");
    }

    @Test
    void confirmationDoesNotChangeAnAppliedCommit() {
        assertThat(only(ASKED, new CommitApplied(2, 0, -1, 10, 0, 1, 1), new CommitAnswered(3, 0, 1, Errors.NONE))
                        .outcome())
                .isEqualTo("applied");
    }

    @Test
    void commitThatAMoveOfTheCoordinatorForgotIsTold() {
        assertThat(only(ASKED, new CommitApplied(2, 0, -1, 10, 0, 1, 1), new CommitRolledBack(3, 0, 10, -1))
                        .outcome())
                .isEqualTo("applied, then unknown to the new coordinator");
    }
}
