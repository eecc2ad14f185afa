package io.offsetlab.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A Java virtual machine set up for many short runs. With its own settings the just-in-time compiler copies the code of the
 * simulation into itself over and over, and is still at it when a sweep of ten seconds ends; told to copy only what is small, it is
 * done early. What a run allocates is dead at its end, which the parallel collector handles at the least cost. Whoever gives the JVM options of their own keeps them: then everything runs in the JVM that was started.
 */
final class SweepJvm {
    private static final List<String> SETTINGS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:FreqInlineSize=60",
            "-XX:InlineSmallCode=1000",
            "-XX:+UseParallelGC");

    /** Below this the second start costs more than it gains. */
    private static final long WORTH_IT_RUNS = 2_000;

    /** None: everything is carried out here. */
    static final SweepJvm NONE = new SweepJvm(List.of());

    private final List<String> command;

    private SweepJvm(List<String> command) {
        this.command = command;
    }

    /** The one that would carry out the command line of this process, if that was {@code java -jar} on our jar, without options. */
    static SweepJvm ofThisProcess(String[] args) {
        ProcessHandle.Info self = ProcessHandle.current().info();
        return of(self.command().orElse(""), self.arguments().orElse(new String[0]), ourPlace(), args);
    }

    /**
     * The one for a process.
     *
     * @param java how the JVM of the process was started, or nothing if that cannot be told
     * @param words what followed
     * @param ours where our classes are
     * @param args what of the words is the command's
     */
    static SweepJvm of(String java, String[] words, Path ours, String[] args) {
        boolean plain = !java.isEmpty() && words.length > 1 && words[0].equals("-jar");
        if (!plain || !Path.of(words[1]).toAbsolutePath().normalize().equals(ours)) {
            return NONE;
        }
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(SETTINGS);
        command.add("-jar");
        command.add(words[1]);
        command.addAll(List.of(args));
        return new SweepJvm(command);
    }

    private static Path ourPlace() {
        CodeSource source = SweepJvm.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Path.of("")
                    : Path.of(source.getLocation().toURI()).normalize();
        } catch (URISyntaxException e) {
            return Path.of("");
        }
    }

    /** What is started. */
    List<String> command() {
        return command;
    }

    /**
     * Carries the command out in that JVM, if it is worth it.
     *
     * @param runs how many runs the command will make
     * @return the exit code, or nothing if the command is to be carried out here
     */
    OptionalInt carryOut(long runs) {
        return command.isEmpty() || runs < WORTH_IT_RUNS ? OptionalInt.empty() : start();
    }

    private OptionalInt start() {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of the other JVM"));
        try {
            return OptionalInt.of(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            return OptionalInt.of(ExitCode.OURS);
        }
    }
}
