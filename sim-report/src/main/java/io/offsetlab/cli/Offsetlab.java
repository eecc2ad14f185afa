package io.offsetlab.cli;

import io.offsetlab.trace.RunHeader;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** All commands together. */
@CommandLine.Command(
        name = "offsetlab",
        description =
                "Does my way of committing offsets lose or repeat records? Answered without a broker, from a seed.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CompareCommand.class,
            CheckCommand.class,
            ExploreCommand.class,
            RunCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            MergeCommand.class,
            ListCommand.class
        },
        footer = {
            "",
            "Begin with:",
            "  offsetlab compare                            all policies in the same 1,000 worlds",
            "  offsetlab check --policy auto                until one world breaks its promise",
            "  offsetlab list policies                      what there is to choose from",
            "",
            "Exit codes: 0 everything promised held, 1 a promise broke, 2 wrong usage or bad input,",
            "  3 a fault of Offsetlab, 4 the budget ran out before the end of the search."
        })
@SuppressWarnings("UnusedVariable") // picocli writes the fields and answers for them
final class Offsetlab {
    private static final int WIDTH = 100;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows this text.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the versions of Offsetlab, its engine and the modelled Kafka.")
    private boolean version;

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Offsetlab());
        commands.setUsageHelpWidth(WIDTH);
        commands.getSubcommands().values().forEach(command -> command.setUsageHelpWidth(WIDTH));
        return commands;
    }

    static String help(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF);
    }

    static String version() {
        String build = Offsetlab.class.getPackage().getImplementationVersion();
        return "offsetlab " + (build == null ? "(built from sources)" : build) + ", engine " + RunHeader.ENGINE_VERSION
                + ", models Kafka " + RunHeader.KAFKA_VERSION;
    }
}
