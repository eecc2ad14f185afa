package io.offsetlab.cli;

import io.offsetlab.experiment.Plan;
import io.offsetlab.policy.Policy;
import io.offsetlab.report.Comparison;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Many policies in the same worlds, side by side. */
@CommandLine.Command(
        name = "compare",
        customSynopsis = "offsetlab compare [OPTIONS]",
        sortOptions = false,
        description = "Runs policies through the same worlds, prints them side by side and writes a report.",
        footer = {
            "",
            "Example:",
            "  offsetlab compare --policy auto,sync-after-batch --seeds 200 --config max.poll.records=50"
        })
final class CompareCommand implements Command {
    private static final long SEEDS = 1_000;

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Mixin
    private final WorkOptions work = new WorkOptions();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Override
    public int run(Terminal terminal) {
        report.check();
        List<Policy> all = policies.policies();
        Plan plan = work.plan(Worlds.forPolicies(worlds.source(), all), all, seeds.range(SEEDS));
        OptionalInt code = terminal.sweepJvm().carryOut(plan.runCount());
        if (code.isPresent()) {
            return code.getAsInt();
        }
        worlds.noteOverridden(plan.policies(), terminal);
        Comparison comparison;
        try (Progress progress = new Progress(terminal, "compare")) {
            comparison = Comparison.of(Sweeps.run(plan, progress), report.asked());
        }
        return report.write(comparison, terminal);
    }
}
