package io.offsetlab.testkit;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.testkit.Subject.Smallest;
import java.util.List;

/** A failure as its bug report, with the line that replays it once more at the end, where a log is read first. */
final class FailureText {
    private FailureText() {}

    static String of(Smallest found) {
        return found.run().report(List.of(found.replayLine())).text() + "\n" + found.shrinking() + "\n"
                + found.replayLine();
    }

    static String shrinking(Counterexample found, int budget) {
        return budget == 0 ? "No smaller world was tried." : found.shrinking();
    }
}
