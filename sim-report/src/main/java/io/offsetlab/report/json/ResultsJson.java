package io.offsetlab.report.json;

import io.offsetlab.experiment.SweepResult;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.ReportFormat;
import io.offsetlab.scenario.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * All results as JSON: the plan, a line for each world, a row for each run. Everything else is computed from these, so that parts
 * can be merged. Seeds are strings, because they may need all 64 bits; digests are 16 hexadecimal digits; times are microseconds.
 */
public final class ResultsJson implements ReportFormat {
    static final String FORMAT = "offsetlab-results";
    static final int VERSION = 3;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(40)
                    .maxNameLength(200)
                    .maxStringLength(100_000)
                    .build())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    @Override
    public String fileName() {
        return "results.json";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            new ResultsWriter(json).write(comparison);
        }
        out.append('\n');
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws BadInput if the file cannot be read, is no results file, or is of another version or engine
     */
    public static SweepResult read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            return new ResultsReader(new Fields(file.toString(), json)).read();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadInput(file + (line > 0 ? ", line " + line : "") + ": found no valid JSON ("
                    + e.getOriginalMessage() + "), needed is a results.json of compare");
        } catch (IOException e) {
            throw new BadInput(file + ": cannot be read (" + e.getClass().getSimpleName()
                    + "), needed is a results.json of compare");
        }
    }
}
