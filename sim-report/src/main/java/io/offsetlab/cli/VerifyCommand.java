package io.offsetlab.cli;

import io.offsetlab.cluster.Cluster;
import io.offsetlab.cluster.Skipping;
import io.offsetlab.cluster.World;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.LineDifference;
import io.offsetlab.counterexample.Verification;
import io.offsetlab.narrative.FactLines;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The same runs once more, and once more without skipping any time. */
@CommandLine.Command(
        name = "verify",
        customSynopsis = "offsetlab verify [OPTIONS]",
        sortOptions = false,
        description =
                "Runs worlds twice, once without skipping quiet time, and once in another JVM: all must be the same"
                        + " run. Names the first fact that differs, with its time and lane.",
        footer = {"", "Example:", "  offsetlab verify --policy sync-after-batch --seeds 100"})
final class VerifyCommand implements Command {
    private static final long SEEDS = 20;

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Option(
            names = "--digests",
            hidden = true,
            description = "Only writes the digest of each run: what another JVM is asked for.")
    private boolean digests;

    private final Verifier verifier;

    /** Looks whether a run is the same each time. */
    @FunctionalInterface
    interface Verifier {
        /** The first difference as a sentence, or null if there is none. */
        @Nullable
        String difference(Scenario scenario, Policy policy, long seed);
    }

    VerifyCommand() {
        this(Verification::difference);
    }

    VerifyCommand(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public int run(Terminal terminal) {
        List<Policy> all = policies.policies();
        ScenarioSource source = Worlds.forPolicies(worlds.source(), all);
        SeedRange range = seeds.range(SEEDS);
        if (digests) {
            digestLines(source, all, range).forEach(terminal::line);
            return ExitCode.HELD;
        }
        String difference;
        boolean elsewhere = true;
        try (Progress progress = new Progress(terminal, "verify")) {
            difference = firstDifference(source, all, range, progress);
            if (difference == null) {
                List<String> there = OtherJvm.lines(elsewhere(source, all, range));
                elsewhere = there != null;
                difference = there == null ? null : differenceBetweenJvms(source, all, range, there);
            }
        }
        if (difference != null) {
            terminal.message(difference);
            return ExitCode.OURS;
        }
        terminal.line(range.size() * all.size() + " runs of " + source.name() + " (seeds " + range.from() + ".."
                + range.to() + ", " + all.size() + (all.size() == 1 ? " policy" : " policies")
                + ") came out the same twice, with every step of time taken"
                + (elsewhere ? ", and in another JVM." : "; no other JVM could be started to compare with."));
        return ExitCode.HELD;
    }

    /** The command that writes the digests of the same runs. */
    private List<String> elsewhere(ScenarioSource source, List<Policy> all, SeedRange range) {
        String names = all.stream().map(policies::textOf).collect(Collectors.joining(","));
        return List.of(
                "verify",
                "--digests",
                "--scenario",
                source.name(),
                "--policy",
                names,
                "--seeds",
                range.from() + ".." + range.to());
    }

    private static List<String> digestLines(ScenarioSource source, List<Policy> all, SeedRange range) {
        List<String> lines = new ArrayList<>();
        for (long seed = range.from(); seed <= range.to(); seed++) {
            Scenario scenario = source.draw(seed);
            for (Policy policy : all) {
                World world = scenario.toWorld(seed);
                lines.add(policy.name() + " " + seed + " "
                        + new Cluster(world, policy, Skipping.ON).run().digestText());
            }
        }
        return lines;
    }

    private @Nullable String differenceBetweenJvms(
            ScenarioSource source, List<Policy> all, SeedRange range, List<String> there) {
        List<String> here = digestLines(source, all, range);
        for (int i = 0; i < here.size(); i++) {
            String other = i < there.size() ? there.get(i) : "nothing";
            if (!here.get(i).equals(other)) {
                long seed = range.from() + i / all.size();
                Policy policy = all.get(i % all.size());
                String where = firstDifferenceBetweenJvms(source, policy, seed);
                return "policy " + policy.name() + ", scenario " + source.name() + ", seed " + seed
                        + ": run in two JVMs, it differs " + (where == null ? "in its digest only" : where)
                        + "; digests " + here.get(i) + " and " + other;
            }
        }
        return null;
    }

    private @Nullable String firstDifferenceBetweenJvms(ScenarioSource source, Policy policy, long seed) {
        List<String> there = OtherJvm.lines(List.of(
                "run",
                source.name(),
                "--policy",
                policies.textOf(policy),
                "--seed",
                Long.toString(seed),
                "--format",
                "json"));
        JudgedRun run = JudgedRun.of(source.draw(seed), policy, seed);
        List<String> here = run.facts().stream()
                .map(fact -> FactLines.line(run.header(), fact))
                .toList();
        return there == null ? null : LineDifference.between(here, there);
    }

    private @Nullable String firstDifference(
            ScenarioSource source, List<Policy> policies, SeedRange range, Progress progress) {
        long done = 0;
        for (long seed = range.from(); seed <= range.to(); seed++) {
            Scenario scenario = source.draw(seed);
            for (Policy policy : policies) {
                String difference = verifier.difference(scenario, policy, seed);
                if (difference != null) {
                    return "policy " + policy.name() + ", scenario " + source.name() + ", seed " + seed + ": "
                            + difference;
                }
                progress.progress(++done, range.size() * policies.size());
            }
        }
        return null;
    }
}
