package io.offsetlab.cli;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Explanation;
import io.offsetlab.narrative.PassesIf;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.scenario.SeedLine;
import io.offsetlab.trace.RunHeader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A failure once more. */
@CommandLine.Command(
        name = "replay",
        customSynopsis = {
            "offsetlab replay TOKEN|FILE",
            "       offsetlab replay --scenario NAME|FILE --policy NAME|FILE --seed N [OPTIONS]"
        },
        sortOptions = false,
        description =
                "Runs exactly the run that failed, and tells it as a story: from its token, from a file that holds"
                        + " one, or from its seed line.",
        footer = {
            "",
            "Examples:",
            "  offsetlab replay ol1:AbCd...",
            "  offsetlab replay --scenario generated --policy auto --seed 17 --engine " + RunHeader.ENGINE_VERSION
        })
final class ReplayCommand implements Command {
    @Parameters(
            paramLabel = "TOKEN|FILE",
            arity = "0..1",
            description = "What a failure printed, a file that holds it, or a scenario file.")
    private @Nullable String what;

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also writes the failure as a page with a drawing, and as Markdown, into this folder.")
    private @Nullable Path out;

    @Override
    public int run(Terminal terminal) {
        options.check();
        String token = what == null ? null : Tokens.find(what);
        return token == null ? seedLine(terminal) : token(token, terminal);
    }

    private int token(String text, Terminal terminal) {
        if (worlds.isGiven() || policies.isGiven() || seeds.isGiven()) {
            throw new BadInput("found a token together with options of a world, allowed is the token alone:"
                    + " it holds the world, the policy and the seed");
        }
        ScenarioToken token = ScenarioToken.parse(text);
        if (OwnLoop.describes(token.policy())) {
            throw new BadInput("the token is of " + token.policy().name()
                    + ", which is code that this command does not have; replay it in the test that printed it");
        }
        Replay replay = Replay.of(token);
        if (options.json()) {
            options.lines(replay.run(), terminal);
            terminal.message(replay.sentence());
        } else {
            if (replay.run().broken() == null) {
                options.story(replay.run(), terminal);
            } else {
                PassesIf passesIf = Explaining.passesIf(token.scenario(), token.policy(), token.seed(), terminal);
                BugReport report = replay.run()
                        .report(List.of("offsetlab replay " + text))
                        .explained(new Explanation(passesIf, null));
                tell(
                        new FailureOutput(report, replay.run().facts(), token.scenario(), token.policy(), token.seed()),
                        replay.run(),
                        terminal);
            }
            terminal.line(replay.sentence());
        }
        return switch (replay.outcome()) {
            case FAILS_AGAIN -> ExitCode.BROKE;
            case NO_LONGER_FAILS -> ExitCode.HELD;
            case DIFFERS -> ExitCode.OURS;
        };
    }

    private int seedLine(Terminal terminal) {
        if (what == null && !worlds.isGiven() && !policies.isGiven()) {
            throw new BadInput("TOKEN|FILE is missing, allowed is a token, a file,"
                    + " or --scenario NAME --policy NAME --seed N --engine V");
        }
        long seed = seeds.one(1);
        Policy policy = policies.only("replay");
        ScenarioSource source = Worlds.forPolicies(worlds.source(what, "replay"), List.of(policy));
        worlds.noteOverridden(List.of(policy), terminal);
        Scenario scenario = source.draw(seed);
        JudgedRun run = JudgedRun.of(scenario, policy, seed);
        if (options.json()) {
            options.lines(run, terminal);
        } else if (run.broken() == null) {
            options.story(run, terminal);
        } else {
            SeedLine line = new SeedLine(source.name(), policies.textOf(policy), seed, RunHeader.ENGINE_VERSION);
            BugReport report = run.report(List.of("offsetlab replay " + line.text()))
                    .explained(new Explanation(
                            Explaining.passesIf(scenario, policy, seed, terminal),
                            Explaining.inevitability(source, policy, seed, run, terminal)));
            tell(new FailureOutput(report, run.facts(), scenario, policy, seed), run, terminal);
        }
        return Verdicts.exitCode(run);
    }

    private void tell(FailureOutput failure, JudgedRun run, Terminal terminal) {
        terminal.print(failure.text(options.markdown(), options.steps()));
        terminal.line("");
        terminal.print(Verdicts.text(run));
        if (out != null) {
            OutFolder folder = new OutFolder(out);
            failure.write(folder, options.steps());
            terminal.line("Written: " + folder.written());
        }
    }
}
