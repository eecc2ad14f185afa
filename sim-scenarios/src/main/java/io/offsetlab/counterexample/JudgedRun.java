package io.offsetlab.counterexample;

import io.offsetlab.cluster.Application;
import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.RunResult;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.invariant.Judge;
import io.offsetlab.invariant.Violation;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Finding;
import io.offsetlab.narrative.Story;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.RunSettings;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.trace.Fact;
import io.offsetlab.trace.RunHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run with all its facts and what they are judged to be.
 *
 * @param header names its numbers
 * @param facts in the order in which they became known
 * @param faults the scenario's faults as phrases
 * @param violations the first violation of each invariant, promised or not
 * @param broken the first broken promise, or null if all were kept
 * @param digest as {@link io.offsetlab.trace.Digest#text()}
 */
public record JudgedRun(
        RunHeader header,
        List<Fact> facts,
        List<String> faults,
        List<Violation> violations,
        @Nullable Violation broken,
        String digest) {

    /** Runs a policy in a scenario and keeps everything. */
    public static JudgedRun of(Scenario scenario, Policy policy, long seed) {
        return of(scenario, policy, seed, Skipping.ON);
    }

    /** As {@link #of(Scenario, Policy, long)}, with time skipped or not. */
    public static JudgedRun of(Scenario scenario, Policy policy, long seed, Skipping skipping) {
        return of(scenario, Application.of(policy), seed, skipping);
    }

    /** Runs something else than a policy's loop in a scenario and keeps everything. */
    public static JudgedRun of(Scenario scenario, Application application, long seed) {
        return of(scenario, application, seed, Skipping.ON);
    }

    /** As {@link #of(Scenario, Application, long)}, with time skipped or not. */
    public static JudgedRun of(Scenario scenario, Application application, long seed, Skipping skipping) {
        World world = scenario.toWorld(seed);
        RunHeader header = RunSettings.header(world, application.policy());
        Judge judge = new Judge(header);
        List<Fact> facts = new ArrayList<>();
        RunResult result = new Cluster(world, application, skipping, judge, facts::add).run();
        return new JudgedRun(
                header,
                facts,
                FaultPhrase.all(scenario),
                judge.violations(),
                judge.firstBrokenPromise(),
                result.digestText());
    }

    /** The first broken promise of a run whose facts nobody wants, or null. */
    static @Nullable Violation brokenBy(Scenario scenario, Application application, long seed) {
        World world = scenario.toWorld(seed);
        Judge judge = new Judge(RunSettings.header(world, application.policy()));
        new Cluster(world, application, Skipping.ON, judge).run();
        return judge.firstBrokenPromise();
    }

    /** The run as steps; around the first broken promise, or else around what was violated first without being promised. */
    public Story story() {
        Violation about = broken != null || violations.isEmpty() ? broken : violations.get(0);
        return Story.of(header, facts, about == null ? null : finding(about), faults);
    }

    /**
     * The run as a bug report.
     *
     * @throws IllegalStateException if no promise was broken
     */
    public BugReport report(List<String> replayLines) {
        if (broken == null) {
            throw new IllegalStateException("a run that keeps its promises is no bug");
        }
        return BugReport.of(header, facts, finding(broken), replayLines, faults);
    }

    private static Finding finding(Violation violation) {
        return new Finding(
                violation.invariant(),
                violation.factNumber(),
                violation.partition(),
                violation.from(),
                violation.to(),
                violation.member(),
                violation.commit(),
                violation.sentence());
    }
}
