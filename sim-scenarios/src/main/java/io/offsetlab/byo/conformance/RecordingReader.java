package io.offsetlab.byo.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads recordings: one case a line, each a JSON object whose kind is recognised by its fields. */
final class RecordingReader {
    private static final int LONGEST_LINE = 1_000_000;

    private final JsonMapper json = JsonMapper.shared();
    private final String source;

    /** @param source the name of the input for messages */
    RecordingReader(String source) {
        this.source = source;
    }

    /** @throws IllegalArgumentException if a line cannot be read, in one sentence that names it */
    List<RecordedCase> read(Reader lines) throws IOException {
        List<RecordedCase> recordings = new ArrayList<>();
        BufferedReader buffered = new BufferedReader(lines);
        int number = 0;
        for (String line = buffered.readLine(); line != null; line = buffered.readLine()) {
            number++;
            if (!line.isBlank()) {
                recordings.add(read(line, source + ", line " + number));
            }
        }
        return recordings;
    }

    private RecordedCase read(String line, String where) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException(where + " has " + line.length()
                    + " characters, but a case may have at most " + LONGEST_LINE + " characters");
        }
        JsonNode node;
        try {
            node = json.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + " is no JSON: " + e.getOriginalMessage(), e);
        }
        try {
            return recognise(new JsonFields(node, where));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(where + " is no recorded case: " + e.getOriginalMessage(), e);
        }
    }

    private static RecordedCase recognise(JsonFields line) {
        if (line.has("assignor")) {
            return AssignorCase.read(line);
        } else if (line.has("outcome")) {
            return ScenarioCase.read(line);
        } else if (line.has("sessionTimeoutMs")) {
            return CoordinatorCase.read(line);
        }
        throw line.wrong("one of the fields assignor (rounds of assignment), outcome (a scenario) or sessionTimeoutMs"
                + " (a sequence of requests to the coordinator)");
    }
}
