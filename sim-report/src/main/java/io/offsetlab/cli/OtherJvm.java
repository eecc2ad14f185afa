package io.offsetlab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries a command out in another JVM. Some orders, such as those of {@code Set.of}, are drawn anew when a JVM starts and stay the
 * same while it runs: only another one shows that a run depends on them.
 */
final class OtherJvm {
    private OtherJvm() {}

    /** The lines that a command writes to its output, or null if no JVM could be started or the command could not be carried out. */
    static @Nullable List<String> lines(List<String> args) {
        return lines(Main.class, args);
    }

    static @Nullable List<String> lines(Class<?> main, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == ExitCode.HELD || code == ExitCode.BROKE ? out.lines().toList() : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
