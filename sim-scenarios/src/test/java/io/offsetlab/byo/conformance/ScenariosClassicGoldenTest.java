package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The step lists that a real broker and the classic client went through, on the simulation. */
final class ScenariosClassicGoldenTest {
    private static final String RECORDINGS = "/golden/scenarios-classic.json";

    @Test
    void exactlyTheListedCasesAgreeWithTheRecordings() throws IOException {
        List<Case> cases = Case.run(recordings());
        List<String> agreeing = cases.stream()
                .filter(Case::agrees)
                .map(each -> each.recording().name())
                .toList();
        print(cases, agreeing.size());

        assertThat(agreeing)
                .as("the cases that agree; a name that is new here belongs into scenarios-classic.passing.txt")
                .containsExactlyInAnyOrderElementsOf(listed());
    }

    @SuppressWarnings("SystemOut")
    private static void print(List<Case> cases, int agreeing) {
        cases.stream().filter(each -> !each.agrees()).forEach(each -> System.out.println(each.line()));
        System.out.println(agreeing + " of " + cases.size() + " agree");
    }

    private static List<Recording> recordings() throws IOException {
        try (Reader reader = resource(RECORDINGS)) {
            return new RecordingReader(RECORDINGS).read(reader);
        }
    }

    private static List<String> listed() throws IOException {
        try (Reader reader = resource("/golden/scenarios-classic.passing.txt")) {
            StringBuilder text = new StringBuilder();
            char[] chunk = new char[8192];
            for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
                text.append(chunk, 0, read);
            }
            return text.toString().lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static Reader resource(String name) {
        InputStream stream = Objects.requireNonNull(ScenariosClassicGoldenTest.class.getResourceAsStream(name), name);
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
