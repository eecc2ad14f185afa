package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Risk: a statement about Kafka is forgotten, or the table names a test that is gone. */
final class StatementsTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path TABLE = MODULE.resolve("../docs/semantics.md");
    private static final Path NUMBERS = MODULE.resolve("src/test/resources/statements.txt");
    private static final Pattern ROW = Pattern.compile("\\| (S\\d+\\.\\d+) \\| ([^|]+) \\| (.*) \\|");
    private static final Pattern EVIDENCE = Pattern.compile("(recording )?`([^`]+)`");
    private static final Pattern REASON = Pattern.compile("not modelled: \\S.{20,}");

    private final Map<String, String> titles = new TreeMap<>();
    private final Map<String, String> shownBy = new TreeMap<>();
    private final List<String> twice = new ArrayList<>();

    @BeforeEach
    void readTheTable() throws IOException {
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                titles.put(row.group(1), row.group(2));
                if (shownBy.put(row.group(1), row.group(3)) != null) {
                    twice.add(row.group(1));
                }
            }
        }
    }

    @Test
    void everyStatementIsInTheTableOnceUnderItsTitle() throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        for (String line : Files.readAllLines(NUMBERS)) {
            int space = line.indexOf(' ');
            wanted.put(line.substring(0, space), line.substring(space + 1));
        }
        assertThat(wanted).hasSizeGreaterThanOrEqualTo(159);
        assertThat(titles).isEqualTo(wanted);
        assertThat(twice).isEmpty();
    }

    @Test
    void everyStatementHasATestOrARecordingOrAReason() {
        shownBy.forEach((number, cell) -> assertThat(
                        EVIDENCE.matcher(cell).find() || REASON.matcher(cell).matches())
                .as("%s is shown by %s", number, cell)
                .isTrue());
    }

    @Test
    void everyNamedTestAndRecordingExists() throws IOException {
        Set<String> recordings = new TreeSet<>();
        Recordings.all().forEach(each -> recordings.add(each.name()));
        Set<String> missing = new TreeSet<>();
        shownBy.forEach((number, cell) -> {
            Matcher evidence = EVIDENCE.matcher(cell);
            while (evidence.find()) {
                String name = evidence.group(2);
                boolean exists = evidence.group(1) == null ? isTest(name) : recordings.contains(name);
                if (!exists) {
                    missing.add(number + " " + name);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    /** In the sources, as the tests of the core are not on the class path of this module. */
    private static boolean isTest(String name) {
        int hash = name.indexOf('#');
        String file = "io/offsetlab/" + name.substring(0, Math.max(0, hash)).replace('.', '/') + ".java";
        Pattern test = Pattern.compile(
                "@(?:Test|ParameterizedTest|Property)\\b(?:(?!void ).)*void " + name.substring(hash + 1) + "\\(",
                Pattern.DOTALL);
        for (String sources : List.of("src/test/java", "../sim-core/src/test/java")) {
            Path source = MODULE.resolve(sources).resolve(file);
            try {
                if (Files.exists(source)
                        && test.matcher(Files.readString(source)).find()) {
                    return true;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }
}
