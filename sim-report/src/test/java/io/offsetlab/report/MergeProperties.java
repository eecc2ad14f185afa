package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.Shards;
import io.offsetlab.experiment.SweepResult;
import io.offsetlab.report.html.HtmlReport;
import io.offsetlab.report.json.ResultsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is merged from files must be, to the byte, what the whole would have written. */
final class MergeProperties {
    @Property(tries = 25)
    void aMergedReportIsTheReportOfTheWhole(
            @ForAll @IntRange(min = 1, max = 30) int seeds, @ForAll @IntRange(min = 1, max = 5) int wanted)
            throws IOException {
        int shards = Math.min(wanted, seeds);
        List<Shards.Part> parts = new ArrayList<>();
        for (int shard = shards; shard >= 1; shard--) {
            parts.add(throughAFile(SmallSweep.sweep(seeds - 1, shard, shards)));
        }
        SweepResult merged = Shards.merge(parts);
        SweepResult whole = SmallSweep.sweep(seeds - 1, 1, 1);

        for (ReportFormat format : List.of(new ResultsJson(), new HtmlReport())) {
            assertThat(Reports.text(format, merged)).isEqualTo(Reports.text(format, whole));
        }
    }

    private static Shards.Part throughAFile(SweepResult part) throws IOException {
        Path file = Files.createTempFile("part", ".json");
        try {
            Files.writeString(file, Reports.text(new ResultsJson(), part));
            return new Shards.Part(file.toString(), ResultsJson.read(file));
        } finally {
            Files.delete(file);
        }
    }
}
