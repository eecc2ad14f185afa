package io.offsetlab.testkit;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Explanation;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.narrative.StoryText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure as its bug report, with the line that replays it once more at the end, where a log is read first. */
final class FailureText {
    private FailureText() {}

    /**
     * A run that breaks the promise it is judged by.
     *
     * @param passesIf which changes make it pass, or null if nobody looked
     */
    static String of(JudgedRun run, @Nullable PassesIf passesIf, String replayLine, String shrinking) {
        BugReport report = run.report(List.of(replayLine)).explained(new Explanation(passesIf, null));
        return report.text() + "\n" + shrinking + "\n" + replayLine;
    }

    /** What a test says itself, and what happened and would make it pass if that is known. */
    static String of(
            Throwable failure,
            @Nullable JudgedRun run,
            @Nullable PassesIf passesIf,
            String replayLine,
            String shrinking) {
        StringBuilder text = new StringBuilder();
        text.append(saying(failure))
                .append("\n\nTo replay it:\n  ")
                .append(replayLine)
                .append("\n\n");
        if (run != null) {
            text.append("What happened:\n")
                    .append(StoryText.of(run.story(), StoryText.MOST_STEPS))
                    .append('\n');
        }
        if (passesIf != null) {
            text.append(passesIf.text()).append('\n');
        }
        return text.append(shrinking).append('\n').append(replayLine).toString();
    }

    /** What a test says itself. */
    static String of(Throwable failure, String replayLine) {
        return saying(failure) + "\n\nTo replay it:\n" + replayLine;
    }

    private static String saying(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof AssertionError && message != null ? message : failure.toString();
    }

    /** How far shrinking went. */
    static String shrinking(int tried, boolean complete, int budget) {
        if (budget == 0) {
            return "No smaller world was tried.";
        }
        return tried + (tried == 1 ? " smaller world was" : " smaller worlds were") + " tried, "
                + (complete ? "none of them is left that still fails so." : "the budget ran out before the minimum.");
    }
}
