package io.offsetlab.cli;

import io.offsetlab.cluster.Application;
import io.offsetlab.counterexample.Counterexample;
import io.offsetlab.counterexample.DeviationKind;
import io.offsetlab.counterexample.Exploration;
import io.offsetlab.counterexample.Explorer;
import io.offsetlab.counterexample.Shrinker;
import io.offsetlab.counterexample.SmallGroup;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Durations;
import io.offsetlab.scenario.Nearest;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every placement of a few faults in a small world. */
@CommandLine.Command(
        name = "explore",
        customSynopsis = "offsetlab explore --policy NAME|FILE [OPTIONS]",
        sortOptions = false,
        description =
                "Runs a policy in a small world with every placement of up to --faults faults: at each place of the"
                        + " run without faults, then at each place of what follows from that, recovery included. Nothing else is"
                        + " left to chance. Ends with a statement, or with the smallest placement that breaks a promise.",
        footer = {
            "",
            "Example:",
            "  offsetlab explore --policy sync-after-batch --records 8 --members 2 --partitions 2 --faults 2"
        })
final class ExploreCommand implements Command {
    private static final long RUNS = 1_000_000;
    private static final int MOST_FAULTS = 8;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(names = "--records", paramLabel = "N", description = "Records, dealt to the partitions (default: 8).")
    private @Nullable String records;

    @Option(names = "--members", paramLabel = "N", description = "Processes (default: 2).")
    private @Nullable String members;

    @Option(names = "--partitions", paramLabel = "N", description = "Partitions (default: 2).")
    private @Nullable String partitions;

    @Option(names = "--faults", paramLabel = "K", description = "How many faults a placement has at most (default: 1).")
    private @Nullable String faults;

    @Option(
            names = "--kinds",
            paramLabel = "KIND,..",
            split = ",",
            hideParamSyntax = true,
            description = "What may go wrong (default: all of delay, race, answer-dropped, request-swallowed,"
                    + " coordinator-moved, connection-broken, join, leave, crash).")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--processing", paramLabel = "T", description = "Time for a record (default: 1s).")
    private @Nullable String processing;

    @Option(
            names = "--config",
            paramLabel = "KEY=VALUE|FILE",
            description = "A setting of Kafka's consumer, or a file of properties; may be repeated. Without one,"
                    + " max.poll.records is 2.")
    private List<String> config = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "How many runs are made at most (default: " + RUNS + ").")
    private @Nullable String budget;

    @Option(names = "--no-pruning", description = "Visits equal states again and again: slow, with the same verdicts.")
    private boolean unpruned;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Threads (default: one for each processor). Results do not depend on it.")
    private @Nullable String jobs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also writes the bug report, the world and its token into this folder.")
    private @Nullable Path out;

    @Override
    public int run(Terminal terminal) {
        Policy policy = policies.only("explore");
        int most = number("--faults", faults, 1, 0, MOST_FAULTS);
        SmallGroup group = new SmallGroup(
                number("--members", members, 2, 1, SmallGroup.MOST),
                number("--partitions", partitions, 2, 1, SmallGroup.MOST),
                number("--records", records, 8, 1, SmallGroup.MOST_RECORDS),
                processing == null ? 1_000_000 : Durations.parse("--processing", processing),
                Settings.read("--config", config));
        long runs = number("--budget", budget, (int) RUNS, 1, 1_000_000_000);
        int threads = number("--jobs", jobs, Runtime.getRuntime().availableProcessors(), 1, 1024);
        Explorer.Plan plan = new Explorer.Plan(
                group.scenario(most), Application.of(policy), kinds(), most, !unpruned, false, runs, threads);
        OptionalInt code = terminal.sweepJvm().carryOut(most < 2 ? 0 : runs);
        if (code.isPresent()) {
            return code.getAsInt();
        }
        Exploration explored;
        try (Progress progress = new Progress(terminal, "explore")) {
            explored = Explorer.explore(plan, tried -> progress.count(tried, "placements"));
        }
        if (explored.smallest() != null) {
            return report(policy, explored.smallest(), explored, terminal);
        }
        terminal.line(policy.name() + Verdicts.promise(policy.promise()) + ": " + explored.statement());
        return explored.complete() ? ExitCode.HELD : ExitCode.BUDGET;
    }

    private int report(Policy policy, Scenario found, Exploration explored, Terminal terminal) {
        Counterexample smallest;
        try (Progress progress = new Progress(terminal, "making it smaller")) {
            smallest = Counterexample.of(
                    found, policy, 0, Shrinker.BUDGET, tried -> progress.progress(tried, Shrinker.BUDGET));
        }
        String token = smallest.token().text();
        String report =
                smallest.run().report(List.of("offsetlab replay " + token)).text() + "\n" + policy.name() + ": "
                        + explored.statement() + "\nMade smaller after it was found: " + smallest.shrinking() + "\n";
        terminal.print(report);
        if (out != null) {
            OutFolder folder = new OutFolder(out);
            folder.write("report-explored.txt", report);
            folder.write("scenario-explored.yaml", ScenarioText.yaml(smallest.scenario()));
            folder.write("token-explored.txt", token + "\n");
            terminal.line("Written: " + folder.written());
        }
        return ExitCode.BROKE;
    }

    private Set<DeviationKind> kinds() {
        if (kinds.isEmpty()) {
            return EnumSet.allOf(DeviationKind.class);
        }
        Set<DeviationKind> chosen = EnumSet.noneOf(DeviationKind.class);
        List<String> names =
                Arrays.stream(DeviationKind.values()).map(DeviationKind::text).toList();
        for (String name : kinds) {
            int place = names.indexOf(name.strip());
            if (place < 0) {
                throw new BadInput("--kinds: found \"" + name + "\", allowed are " + String.join(", ", names)
                        + Nearest.hint(name, names));
            }
            chosen.add(DeviationKind.values()[place]);
        }
        return chosen;
    }

    private static int number(String option, @Nullable String text, int otherwise, int least, int most) {
        if (text == null) {
            return otherwise;
        }
        String allowed = String.format(Locale.ROOT, ", allowed is a number from %d to %d", least, most);
        if (!text.matches("[0-9]{1,10}")) {
            throw new BadInput(option + ": found \"" + text + "\"" + allowed);
        }
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw new BadInput(option + ": found " + text + allowed);
        }
        return (int) number;
    }
}
