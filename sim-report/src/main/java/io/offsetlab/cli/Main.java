package io.offsetlab.cli;

import io.offsetlab.experiment.Nondeterminism;
import io.offsetlab.experiment.RunFailed;
import io.offsetlab.scenario.BadInput;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The launcher {@code offsetlab}. */
public final class Main {
    private final Terminal terminal;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs a command on the process's own streams and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        Terminal terminal = new Terminal(out, utf8(FileDescriptor.err), isInteractive(), SweepJvm.ofThisProcess(args));
        int code = new Main(terminal).execute(args);
        out.flush();
        System.exit(code);
    }

    /** Runs a command; returns the exit code. */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        int code = new Main(new Terminal(out, err, false, SweepJvm.NONE)).execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        boolean flushAtLineEnd = descriptor == FileDescriptor.err;
        return new PrintStream(new FileOutputStream(descriptor), flushAtLineEnd, StandardCharsets.UTF_8);
    }

    /** From JDK 22 on there is a console even in a pipe; it then says itself that it is none. */
    @SuppressWarnings("SystemConsoleNull") // it is null in a pipe on 17 and 21
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    private int execute(String[] args) {
        try {
            return run(Offsetlab.commandLine().parseArgs(words(args)));
        } catch (ParameterException wrong) {
            terminal.message(Usage.sentence(wrong));
            return ExitCode.BAD_INPUT;
        }
    }

    /** A seed line that was pasted as one word is taken apart; {@code help check} is {@code check --help}. */
    private static String[] words(String[] args) {
        Stream<String> words = Arrays.stream(args)
                .flatMap(arg -> arg.startsWith("--scenario ")
                        ? Arrays.stream(arg.strip().split("\\s+", -1))
                        : Stream.of(arg));
        boolean help = args.length > 0 && args[0].equals("help");
        return (help ? Stream.concat(words.skip(1), Stream.of("--help")) : words).toArray(String[]::new);
    }

    private int run(ParseResult parsed) {
        List<CommandLine> chain = parsed.asCommandLineList();
        CommandLine last = chain.get(chain.size() - 1);
        for (CommandLine command : chain) {
            if (command.isUsageHelpRequested()) {
                terminal.print(Offsetlab.help(command));
                return ExitCode.HELD;
            }
            if (command.isVersionHelpRequested()) {
                terminal.line(Offsetlab.version());
                return ExitCode.HELD;
            }
        }
        if (!(last.getCommandSpec().userObject() instanceof Command command)) {
            terminal.err().print(Offsetlab.help(last));
            return ExitCode.BAD_INPUT;
        }
        return run(last.getCommandSpec().qualifiedName(), command);
    }

    private int run(String name, Command command) {
        try {
            return command.run(terminal);
        } catch (BadInput e) {
            terminal.message(name + ": " + e.getMessage());
            return ExitCode.BAD_INPUT;
        } catch (Nondeterminism e) {
            terminal.message(name + ": nondeterminism, a fault of Offsetlab: " + e.getMessage());
            return ExitCode.OURS;
        } catch (RunFailed e) {
            terminal.message(name + ": a fault of Offsetlab: " + e.getMessage() + "; run it alone with --policy "
                    + e.policy() + " --seed " + e.seed());
            e.printStackTrace(terminal.err());
            return ExitCode.OURS;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            terminal.message(name + ": a fault of Offsetlab: " + e);
            e.printStackTrace(terminal.err());
            return ExitCode.OURS;
        }
    }
}
