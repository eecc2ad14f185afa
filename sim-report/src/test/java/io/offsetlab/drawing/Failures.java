package io.offsetlab.drawing;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Messages;
import io.offsetlab.counterexample.Remedies;
import io.offsetlab.fault.Anchor;
import io.offsetlab.fault.Fault;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Explanation;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.Inevitability.Share;
import io.offsetlab.narrative.SpaceTime;
import io.offsetlab.policy.Answers.Send;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.protocol.Request.Kind;
import io.offsetlab.scenario.Scenario;
import java.util.List;

/** Failures to draw: a commit whose answer is lost is sent again as it was, and takes the committed offset back. */
public final class Failures {
    private static final Policy NAIVE = Policy.named("naive")
            .afterBatch()
            .send(Send.ASYNC_NAIVE_RETRY)
            .promises(InvariantName.REWIND)
            .build();

    private Failures() {}

    private static Scenario world(String topic) {
        return Scenario.named("lost-answer")
                .members(1)
                .topic(topic, 1)
                .burst(40)
                .processing(100_000, 0)
                .client("max.poll.records", "4")
                .fault(Fault.answerDropped(new Anchor.RecordFinished(0, 9), 0, 1, Kind.OFFSET_COMMIT))
                .until(60_000_000)
                .quiesce(600_000_000)
                .build();
    }

    private static JudgedRun run(String topic) {
        return JudgedRun.of(world(topic), NAIVE, 1);
    }

    /** The page of the failure, with a replay line of anybody's choice. */
    public static String page(String topic, String replayLine) {
        JudgedRun run = run(topic);
        Explanation explanation = new Explanation(
                Remedies.of(world(topic), NAIVE, 1),
                new Inevitability(
                        List.of(
                                new Share(0, 0, "before anything happens", 10, 64, 0.08, 0.26),
                                new Share(7, 10, "commit 1 sent", 64, 64, 0.94, 1)),
                        ""));
        BugReport report = run.report(List.of(replayLine)).explained(explanation);
        return FailurePage.of(report, spaceTime(topic, run), 60);
    }

    static SpaceTime spaceTime(String topic, JudgedRun run) {
        return SpaceTime.of(run.header(), run.facts(), Messages.of(world(topic), Application.of(NAIVE), 1));
    }

    static SpaceTimeDrawing drawing(int steps) {
        JudgedRun run = run("orders");
        return new SpaceTimeDrawing(run.story(), spaceTime("orders", run), 0, steps);
    }
}
