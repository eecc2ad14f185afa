package io.offsetlab.cli;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Messages;
import io.offsetlab.drawing.FailurePage;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.BugReportMarkdown;
import io.offsetlab.narrative.SpaceTime;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.trace.Fact;
import java.util.List;

/**
 * A failure told: on the terminal as text or Markdown, and as files.
 *
 * @param report what is told
 * @param facts the facts of the run that it is about
 * @param scenario the world of that run
 */
record FailureOutput(BugReport report, List<Fact> facts, Scenario scenario, Policy policy, long seed) {

    /** The report for the terminal. */
    String text(boolean markdown, int mostSteps) {
        return markdown ? BugReportMarkdown.of(report, mostSteps) : report.text(mostSteps);
    }

    /** Writes the page with the drawing and the text for an issue. */
    void write(OutFolder folder, int mostSteps) {
        SpaceTime spaceTime =
                SpaceTime.of(report.story().header(), facts, Messages.of(scenario, Application.of(policy), seed));
        folder.write("failure.html", FailurePage.of(report, spaceTime, mostSteps));
        folder.write("failure.md", BugReportMarkdown.of(report, mostSteps));
    }
}
