package io.offsetlab.cli;

import io.offsetlab.scenario.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what picocli found wrong into one sentence: what was found, what is allowed, what was probably meant. */
final class Usage {
    private Usage() {}

    static String sentence(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        return command.getCommandSpec().qualifiedName() + ": " + problem(wrong, command.getCommandSpec());
    }

    private static String problem(ParameterException wrong, CommandSpec command) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (wrong instanceof OverwrittenOptionException twice) {
            return "found " + name(twice.getOverwritten()) + " twice, allowed is once";
        }
        if (wrong instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec first = missing.getMissing().get(0);
            return first.isOption()
                    ? name(first) + " found without a value, allowed is " + name(first) + " " + first.paramLabel()
                    : first.paramLabel() + " is missing, allowed is " + command.qualifiedName() + " "
                            + first.paramLabel();
        }
        return firstLine(String.valueOf(wrong.getMessage()));
    }

    private static String unmatched(String found, CommandSpec command) {
        String quoted = "\"" + found + "\"";
        if (found.startsWith("-")) {
            List<String> options = options(command);
            if (!command.subcommands().isEmpty()) {
                return "found option " + quoted + ", allowed is a command and then its options: "
                        + String.join(", ", command.subcommands().keySet());
            }
            return "found option " + quoted + ", allowed are " + String.join(", ", options)
                    + Nearest.hint(found, options);
        }
        if (!command.subcommands().isEmpty()) {
            List<String> commands = List.copyOf(command.subcommands().keySet());
            return "found command " + quoted + ", allowed are " + String.join(", ", commands)
                    + Nearest.hint(found, commands);
        }
        return "found argument " + quoted + ", allowed are "
                + (command.positionalParameters().isEmpty() ? "options only" : "no further arguments")
                + "; see " + command.qualifiedName() + " --help";
    }

    private static List<String> options(CommandSpec command) {
        TreeSet<String> names = new TreeSet<>();
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                names.add(option.longestName());
            }
        }
        return new ArrayList<>(names);
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
