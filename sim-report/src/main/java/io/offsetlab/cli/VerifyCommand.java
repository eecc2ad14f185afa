package io.offsetlab.cli;

import io.offsetlab.counterexample.Verification;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The same runs once more, and once more without skipping any time. */
@CommandLine.Command(
        name = "verify",
        customSynopsis = "offsetlab verify [OPTIONS]",
        sortOptions = false,
        description = "Runs worlds twice, and once without skipping quiet time: all must be the same run. Names the"
                + " first fact that differs, with its time and lane.",
        footer = {"", "Example:", "  offsetlab verify --policy sync-after-batch --seeds 100"})
final class VerifyCommand implements Command {
    private static final long SEEDS = 20;

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Override
    public int run(Terminal terminal) {
        ScenarioSource source = worlds.source();
        List<Policy> all = policies.policies();
        SeedRange range = seeds.range(SEEDS);
        String difference;
        try (Progress progress = new Progress(terminal, "verify")) {
            difference = firstDifference(source, all, range, progress);
        }
        if (difference != null) {
            terminal.message(difference);
            return ExitCode.OURS;
        }
        terminal.line(range.size() * all.size() + " runs of " + source.name() + " (seeds " + range.from() + ".."
                + range.to() + ", " + all.size() + (all.size() == 1 ? " policy" : " policies")
                + ") came out the same twice, and with every step of time taken.");
        return ExitCode.HELD;
    }

    private static @Nullable String firstDifference(
            ScenarioSource source, List<Policy> policies, SeedRange range, Progress progress) {
        long done = 0;
        for (long seed = range.from(); seed <= range.to(); seed++) {
            Scenario scenario = source.draw(seed);
            for (Policy policy : policies) {
                String difference = Verification.difference(scenario, policy, seed);
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
