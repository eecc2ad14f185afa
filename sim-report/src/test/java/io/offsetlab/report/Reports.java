package io.offsetlab.report;

import io.offsetlab.experiment.SweepResult;
import java.io.IOException;
import java.io.StringWriter;

/** Writes reports into memory. */
public final class Reports {
    private Reports() {}

    public static String text(ReportFormat format, SweepResult sweep) throws IOException {
        StringWriter out = new StringWriter();
        format.write(Comparison.of(sweep), out);
        return out.toString();
    }
}
