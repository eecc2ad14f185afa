package io.offsetlab.cli;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.ScenarioSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One world, one policy, one seed, in full. */
@CommandLine.Command(
        name = "run",
        customSynopsis = "offsetlab run FILE --policy NAME|FILE [OPTIONS]",
        sortOptions = false,
        description = "Runs one policy in one world and tells all that happened, as a story or as JSON lines.",
        footer = {"", "Example:", "  offsetlab run rolling-restart --policy auto --steps 100"})
final class RunCommand implements Command {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A scenario file or the name of a built-in scenario, as --scenario takes it.")
    private @Nullable String file;

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public int run(Terminal terminal) {
        options.check();
        long seed = seeds.one(1);
        Policy policy = policies.only("run");
        ScenarioSource source = Worlds.forPolicies(worlds.source(file, "run"), List.of(policy));
        worlds.noteOverridden(List.of(policy), terminal);
        JudgedRun run = JudgedRun.of(source.draw(seed), policy, seed);
        if (options.json()) {
            options.lines(run, terminal);
        } else {
            options.story(run, terminal);
        }
        return Verdicts.exitCode(run);
    }
}
