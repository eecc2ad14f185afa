package io.offsetlab.byo.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The recordings of a real Kafka that lie beside the tests. */
public final class Recordings {
    static final String SCENARIOS = "scenarios-classic.json";
    private static final List<String> FILES = List.of(
            SCENARIOS,
            "coordinator-classic.json.gz",
            "assignors-range.json",
            "assignors-roundrobin.json",
            "assignors-sticky.json",
            "assignors-cooperative-sticky.json",
            "scenarios-consumer.json",
            "coordinator-consumer.json.gz",
            "assignors-server-range.json",
            "assignors-uniform.json");

    private Recordings() {}

    static List<RecordedCase> all() throws IOException {
        List<RecordedCase> all = new ArrayList<>();
        for (String file : FILES) {
            all.addAll(of(file));
        }
        return all;
    }

    static List<RecordedCase> of(String file) throws IOException {
        try (Reader reader = open(file)) {
            return new RecordingReader(file).read(reader);
        }
    }

    /**
     * The first case in which the simulation does otherwise, of so many: {@code 17: name, where and how}; nothing if there is
     * none.
     */
    public static String firstDifference(int cases) throws IOException {
        List<RecordedCase> all = all();
        for (int i = 0; i < Math.min(cases, all.size()); i++) {
            Verdict verdict = all.get(i).run();
            if (verdict.result() == Verdict.Result.DIFFERS) {
                return (i + 1) + ": " + all.get(i).name() + ", " + verdict.text();
            }
        }
        return "";
    }

    /** The names of all recorded scenarios. */
    public static List<String> scenarioNames() throws IOException {
        return of(SCENARIOS).stream().map(RecordedCase::name).toList();
    }

    static Reader open(String file) throws IOException {
        InputStream stream = Objects.requireNonNull(Recordings.class.getResourceAsStream("/golden/" + file), file);
        return new InputStreamReader(
                file.endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8);
    }
}
