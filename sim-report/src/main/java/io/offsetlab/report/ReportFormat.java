package io.offsetlab.report;

import java.io.IOException;
import java.io.Writer;

/** One form of the report. */
public interface ReportFormat {
    /** The name of the file in the folder of the report. */
    String fileName();

    /** Writes the whole. */
    void write(Comparison comparison, Writer out) throws IOException;
}
