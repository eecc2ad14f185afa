package io.offsetlab.byo.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs files of recorded cases: {@code Main FILE...} prints a line for each case and a summary. Exit code 0 if all agree, 1 if one
 * differs, 2 if a file cannot be read.
 */
public final class Main {
    private Main() {}

    public static void main(String[] files) {
        System.exit(run(files, System.out, System.err));
    }

    static int run(String[] files, PrintStream out, PrintStream err) {
        if (files.length == 0) {
            err.println("a file of recorded cases is missing: name at least one");
            return 2;
        }
        int cases = 0;
        int agreeing = 0;
        for (String file : files) {
            List<Recording> recordings;
            try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
                recordings = new RecordingReader(file).read(reader);
            } catch (IOException | IllegalArgumentException e) {
                err.println(e instanceof IOException ? file + " cannot be read: " + e.getMessage() : e.getMessage());
                return 2;
            }
            for (Recording recording : recordings) {
                Case each = Case.run(recording);
                out.println(each.line());
                cases++;
                agreeing += each.agrees() ? 1 : 0;
            }
        }
        out.println(agreeing + " of " + cases + " agree");
        return agreeing == cases ? 0 : 1;
    }
}
