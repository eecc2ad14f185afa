package io.offsetlab.cli;

import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.experiment.Plan;
import io.offsetlab.narrative.BugReport;
import io.offsetlab.narrative.Explanation;
import io.offsetlab.narrative.Inevitability;
import io.offsetlab.narrative.StoryText;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Nearest;
import io.offsetlab.scenario.ScenarioSource;
import io.offsetlab.scenario.ScenarioText;
import io.offsetlab.scenario.SeedLine;
import io.offsetlab.trace.RunHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One policy, or several, in many worlds until one breaks a promise. */
@CommandLine.Command(
        name = "check",
        customSynopsis = "offsetlab check --policy NAME|FILE [OPTIONS]",
        sortOptions = false,
        description = "Runs a policy through many worlds, stops at the first broken promise, makes that world as small"
                + " as it gets and prints the bug report.",
        footer = {
            "",
            "Example:",
            "  offsetlab check --policy my-policy.yaml --seeds 5000 --config max.poll.records=50 --out bug"
        })
final class CheckCommand implements Command {
    private static final long SEEDS = 1_000;
    private static final List<String> FORMATS = List.of("text", "markdown");
    private static final String AS_FOUND = "Steps are those of the world as it was found; its own replay tells them.";

    @Mixin
    private final WorldOptions worlds = new WorldOptions();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SeedOptions seeds = new SeedOptions();

    @Mixin
    private final WorkOptions work = new WorkOptions();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "How many smaller worlds are tried (default: " + Shrinker.BUDGET + ").")
    private @Nullable String budget;

    @Option(
            names = "--format",
            paramLabel = "text|markdown",
            description = "The bug report for the terminal (default), or to paste into an issue.")
    private String format = "text";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also writes the bug report, as a page with a drawing too, the smallest world and its token into this"
                            + " folder.")
    private @Nullable Path out;

    @Override
    public int run(Terminal terminal) {
        int mostTried = budget();
        if (!FORMATS.contains(format)) {
            throw new BadInput("--format: found \"" + format + "\", allowed are " + String.join(", ", FORMATS)
                    + Nearest.hint(format, FORMATS));
        }
        if (!policies.isGiven()) {
            throw new BadInput("--policy is missing, check needs at least one policy; see offsetlab list policies");
        }
        List<Policy> all = policies.policies();
        ScenarioSource source = Worlds.forPolicies(worlds.source(), all);
        SeedRange range = seeds.range(SEEDS);
        Plan plan = work.plan(source, all, range);
        OptionalInt code = terminal.sweepJvm().carryOut(plan.runCount());
        if (code.isPresent()) {
            return code.getAsInt();
        }
        worlds.noteOverridden(plan.policies(), terminal);
        Failure failure;
        try (Progress progress = new Progress(terminal, "check")) {
            failure = Failure.first(plan, progress);
        }
        if (failure == null) {
            plan.policies().forEach(policy -> terminal.line(held(policy, plan)));
            return ExitCode.HELD;
        }
        return report(source, shrink(source, failure, mostTried, terminal), terminal);
    }

    private static Counterexample shrink(ScenarioSource source, Failure failure, int budget, Terminal terminal) {
        try (Progress progress = new Progress(terminal, "making it smaller")) {
            return Counterexample.of(
                    source.draw(failure.seed()),
                    failure.policy(),
                    failure.seed(),
                    budget,
                    tried -> progress.progress(tried, budget));
        }
    }

    private int budget() {
        if (budget == null) {
            return Shrinker.BUDGET;
        }
        if (!budget.matches("[0-9]{1,9}")) {
            throw new BadInput("--budget: found \"" + budget + "\", allowed is a number of at least 0");
        }
        return Integer.parseInt(budget);
    }

    private int report(ScenarioSource source, Counterexample found, Terminal terminal) {
        String token = found.token().text();
        FailureOutput failure = new FailureOutput(
                bugReport(source, found, token, terminal),
                found.run().facts(),
                found.scenario(),
                found.policy(),
                found.seed());
        String shrinking = "\n" + found.shrinking() + "\n";
        terminal.print(failure.text(format.equals("markdown"), StoryText.MOST_STEPS) + shrinking);
        if (out != null) {
            OutFolder folder = new OutFolder(out);
            folder.write("report-" + found.seed() + ".txt", failure.report().text() + shrinking);
            folder.write("scenario-" + found.seed() + ".yaml", ScenarioText.yaml(found.scenario()));
            folder.write("token-" + found.seed() + ".txt", token + "\n");
            failure.write(folder, StoryText.MOST_STEPS);
            terminal.line("Written: " + folder.written());
        }
        return found.complete() ? ExitCode.BROKE : ExitCode.BUDGET;
    }

    /** The smallest world explained; when it became inevitable is asked of the world as it was found, which has the chance in it. */
    private BugReport bugReport(ScenarioSource source, Counterexample found, String token, Terminal terminal) {
        SeedLine line =
                new SeedLine(source.name(), policies.textOf(found.policy()), found.seed(), RunHeader.ENGINE_VERSION);
        JudgedRun asFound = JudgedRun.of(source.draw(found.seed()), found.policy(), found.seed());
        Inevitability inevitability = Explaining.inevitability(source, found.policy(), found.seed(), asFound, terminal);
        return found.run()
                .report(List.of(
                        "# as it was found:",
                        "offsetlab replay " + line.text(),
                        "# made smaller, as told below:",
                        "offsetlab replay " + token))
                .explained(new Explanation(
                        Explaining.passesIf(found.scenario(), found.policy(), found.seed(), terminal),
                        inevitability == null ? null : inevitability.remarking(AS_FOUND)));
    }

    private static String held(Policy policy, Plan plan) {
        List<String> kept = policy.promise().kept().stream()
                .filter(invariant -> invariant != InvariantName.ENGINE)
                .map(Enum::name)
                .toList();
        long worlds = plan.seedCount();
        String promise =
                kept.isEmpty() ? "promises nothing, and nothing else broke" : "kept " + String.join(", ", kept);
        return policy.name() + " " + promise + " in " + worlds + (worlds == 1 ? " world" : " worlds") + " of "
                + plan.source().name() + " (seeds " + plan.seedFrom() + ".." + plan.seedTo() + ").";
    }
}
