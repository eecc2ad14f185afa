package io.offsetlab.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tables of docs/harness.md that the tests write and hold to the truth. */
final class HarnessPage {
    static final Path FILE = Path.of(System.getProperty("basedir", "")).resolve("../docs/harness.md");
    static final String UPDATE = "mvn -q -pl sim-scenarios -am test -Dtest='io.offsetlab.harness.*Test'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dharness.update=true";

    private HarnessPage() {}

    static boolean isToBeWritten() {
        return Boolean.getBoolean("harness.update");
    }

    /** The cells of each row of the table in a section, without its head. */
    static List<List<String>> rows(String section) throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        int first = firstRow(lines, section);
        List<List<String>> rows = new ArrayList<>();
        for (int i = first; i < endOfTable(lines, first); i++) {
            rows.add(cells(lines.get(i)));
        }
        return rows;
    }

    /** Puts other rows into the table of a section. */
    static void write(String section, List<List<String>> rows) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(FILE));
        int first = firstRow(lines, section);
        lines.subList(first, endOfTable(lines, first)).clear();
        List<String> written = rows.stream()
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .toList();
        lines.addAll(first, written);
        Files.writeString(FILE, String.join("\n", lines) + "\n");
    }

    private static int firstRow(List<String> lines, String section) {
        int at = lines.indexOf("## " + section);
        if (at < 0) {
            throw new AssertionError(FILE + " has no section \"" + section + "\"");
        }
        while (!lines.get(at).startsWith("| ---")) {
            at++;
        }
        return at + 1;
    }

    private static int endOfTable(List<String> lines, int first) {
        int end = first;
        while (end < lines.size() && lines.get(end).startsWith("| ")) {
            end++;
        }
        return end;
    }

    private static List<String> cells(String row) {
        return List.of(row.substring(2, row.length() - 2).split(" \\| ", -1));
    }
}
