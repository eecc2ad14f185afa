package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Risk: the documentation says that something agrees which no longer does. */
final class ConformancePageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "")).resolve("../docs/conformance.md");
    private static final String BEGIN =
            "<!-- generated: from here to the next mark a test writes anew what it finds -->\n";
    private static final String END = "<!-- /generated -->";
    private static final String KAFKA = "4.4.0";
    private static final String UPDATE =
            "mvn -q -pl sim-scenarios -am test -Dtest=ConformancePageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dconformance.update=true";

    @Test
    void thePageTellsWhatTheRecordingsShow() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String generated = generate();
        if (Boolean.getBoolean("conformance.update")) {
            Files.writeString(PAGE, page.substring(0, from) + generated + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("docs/conformance.md is not what the recordings show; write it anew: %s", UPDATE)
                .isEqualTo(generated);
    }

    private static String generate() throws IOException {
        Tally tally = new Tally();
        List<String> rows = new ArrayList<>();
        for (RecordedCase each : Recordings.all()) {
            String line = tally.add(each);
            if (each instanceof ScenarioCase scenario) {
                String how = line.startsWith("ok ") ? "agrees" : line.replace('|', '/');
                String protocol = scenario.protocol().equals("classic") ? "" : " (" + scenario.protocol() + ")";
                rows.add("| " + scenario.name() + protocol + " | " + scenario.about() + " | " + KAFKA + " | " + how
                        + " |");
            }
        }
        StringBuilder text = new StringBuilder("\n" + tally.summary() + ":\n\n| recorded | agree |\n| --- | --- |\n");
        tally.byKind()
                .forEach(kind ->
                        text.append("| ").append(kind.replace(": ", " | ")).append(" |\n"));
        text.append("\n## Behaviours recorded with the client\n\n| recording | what it shows | Kafka | here |\n");
        text.append("| --- | --- | --- | --- |\n");
        rows.forEach(row -> text.append(row).append('\n'));
        return text.append('\n').toString();
    }
}
