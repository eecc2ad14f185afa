package io.offsetlab.byo.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs files of recorded cases: {@code Main FILE...} prints a line for each case and a summary. Exit code 0 if all that was compared
 * agrees, 1 if a case differs, 2 if a file cannot be read or nothing could be compared.
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
        Tally tally = new Tally();
        for (String file : files) {
            List<RecordedCase> cases;
            try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
                cases = new RecordingReader(file).read(reader);
            } catch (IOException e) {
                err.println(file + " cannot be read: " + reason(e));
                return 2;
            } catch (IllegalArgumentException e) {
                err.println(e.getMessage());
                return 2;
            }
            cases.forEach(each -> out.println(tally.add(each)));
        }
        out.println(tally.summary());
        if (tally.compared() == 0) {
            err.println("nothing was compared: there is no case of what the simulation models");
            return 2;
        }
        return tally.differing() == 0 ? 0 : 1;
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName();
        return kind.equals("NoSuchFileException") ? "there is no such file" : kind + ": " + e.getMessage();
    }
}
