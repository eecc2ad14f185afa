package io.offsetlab.cli;

import io.offsetlab.experiment.Shards;
import io.offsetlab.experiment.Shards.Part;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.json.ResultsJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The parts of a comparison put together. */
@CommandLine.Command(
        name = "merge",
        customSynopsis = "offsetlab merge FILE... [OPTIONS]",
        sortOptions = false,
        description =
                "Joins the results of all shards of one comparison into the report that one run would have given.",
        footer = {"", "Example:", "  offsetlab merge part-1/results.json part-2/results.json --out whole"})
final class MergeCommand implements Command {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The results.json of each shard.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final ReportOptions report = new ReportOptions();

    @Override
    public int run(Terminal terminal) {
        report.check();
        List<Part> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(new Part(file.toString(), ResultsJson.read(file)));
        }
        return report.write(Comparison.of(Shards.merge(parts), report.asked()), terminal);
    }
}
