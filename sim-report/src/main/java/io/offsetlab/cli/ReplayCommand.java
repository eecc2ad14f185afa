package io.offsetlab.cli;

import io.offsetlab.byo.OwnLoop;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Replay;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioToken;
import io.offsetlab.scenario.SeedLine;
import io.offsetlab.trace.RunHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
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
            tell(replay.run(), "offsetlab replay " + text, terminal);
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
        ScenarioSource source = worlds.source(what, "replay");
        Policy policy = policies.only("replay");
        worlds.noteOverridden(List.of(policy), terminal);
        JudgedRun run = JudgedRun.of(source.draw(seed), policy, seed);
        if (options.json()) {
            options.lines(run, terminal);
        } else {
            SeedLine line = new SeedLine(source.name(), policies.textOf(policy), seed, RunHeader.ENGINE_VERSION);
            tell(run, "offsetlab replay " + line.text(), terminal);
        }
        return Verdicts.exitCode(run);
    }

    private void tell(JudgedRun run, String replayLine, Terminal terminal) {
        if (run.broken() == null) {
            options.story(run, terminal);
        } else {
            terminal.print(run.report(List.of(replayLine)).text(options.steps()));
            terminal.line("");
            terminal.print(Verdicts.text(run));
        }
    }
}
