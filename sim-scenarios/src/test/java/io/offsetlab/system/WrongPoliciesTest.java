package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.counterexample.Replay;
import io.offsetlab.scenario.ScenarioToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Risk: the harness cannot see, or cannot tell what it saw. Each policy of {@code wrong-policies/} is caught by the invariant that its
 * file names and shown in a story of ten steps at most, and the documentation shows what comes out.
 */
final class WrongPoliciesTest {
    private static final Path DOCS = WrongPolicy.FOLDER.resolve("../docs");
    private static final Path TABLE = DOCS.resolve("harness.md");
    private static final Path STORIES = DOCS.resolve("wrong-policies.md");
    private static final Path README = WrongPolicy.FOLDER.resolve("../README.md");

    /** What the README shows as text. */
    private static final List<String> IN_THE_README = List.of("mid-batch", "seeks-one-partition");

    private static final String BEGIN = "| policy | what is wrong |";
    private static final int MOST_STEPS = 10;
    private static final String UPDATE = "mvn -q -pl sim-scenarios -am test -Dtest=WrongPoliciesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dwrong-policies.update=true";

    @Test
    void eachWrongPolicyIsCaughtByItsInvariantAndToldInTenStepsAsDocumented() throws IOException {
        List<String> rows = new ArrayList<>();
        StringBuilder stories = new StringBuilder();
        for (WrongPolicy wrong : WrongPolicy.all()) {
            ShownPolicy shown = ShownPolicy.of(wrong);
            assertThat(shown.smallest().violation().invariant())
                    .as(wrong.name())
                    .isEqualTo(wrong.broken());
            assertThat(shown.smallest().complete()).as(wrong.name()).isTrue();
            assertThat(shown.steps())
                    .as("steps of the story of %s", wrong.name())
                    .isLessThanOrEqualTo(MOST_STEPS);
            assertThat(Replay.of(ScenarioToken.parse(shown.smallest().token().text()))
                            .outcome())
                    .as(wrong.name())
                    .isEqualTo(Replay.Outcome.FAILS_AGAIN);
            rows.add(shown.row());
            stories.append('\n').append(shown.section());
            if (IN_THE_README.contains(wrong.name())) {
                assertThat(Files.readString(README)).contains(shown.told());
            }
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(15);
        if (Boolean.getBoolean("wrong-policies.update")) {
            update(rows, stories.toString());
        }
        assertThat(documented()).as("written anew by " + UPDATE).isEqualTo(rows);
        assertThat(Files.readString(STORIES)).as("written anew by " + UPDATE).endsWith(stories.toString());
    }

    /** The rows of the table, which ends with the first line that is none. */
    private static List<String> documented() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        int first = begin(lines);
        return lines.subList(first, end(lines, first));
    }

    private static int begin(List<String> lines) {
        int title = 0;
        while (!lines.get(title).startsWith(BEGIN)) {
            title++;
        }
        return title + 2;
    }

    private static int end(List<String> lines, int first) {
        int end = first;
        while (end < lines.size() && lines.get(end).startsWith("|")) {
            end++;
        }
        return end;
    }

    private static void update(List<String> rows, String stories) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(TABLE));
        int first = begin(lines);
        lines.subList(first, end(lines, first)).clear();
        lines.addAll(first, rows);
        Files.writeString(TABLE, String.join("\n", lines) + "\n");
        String before = Files.readString(STORIES);
        int old = before.indexOf("\n## ");
        Files.writeString(STORIES, (old < 0 ? before : before.substring(0, old)) + stories);
    }
}
