package io.offsetlab.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The launcher run in this process.
 *
 * @param code its exit code
 * @param out what it wrote to its output
 * @param err what it wrote to its messages
 */
record Launch(int code, String out, String err) {

    /** Runs a command given as words. */
    static Launch of(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Launch(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command given as one line. */
    static Launch line(String line) {
        return of(line.isEmpty() ? new String[0] : line.split(" "));
    }
}
