package io.offsetlab.cli;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.narrative.FactLines;
import io.offsetlab.narrative.StoryText;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Nearest;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say how a single run is told. */
final class RunOptions {
    private static final List<String> FORMATS = List.of("text", "markdown", "json");

    @Option(
            names = "--format",
            paramLabel = "text|markdown|json",
            description = "A story (default), the same to paste into an issue, or one JSON object for each fact.")
    private String format = "text";

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "How many steps of the story are printed at most (default: " + StoryText.MOST_STEPS + ").")
    private @Nullable String steps;

    /** Complains before any work is done. */
    void check() {
        if (!FORMATS.contains(format)) {
            throw new BadInput("--format: found \"" + format + "\", allowed are " + String.join(", ", FORMATS)
                    + Nearest.hint(format, FORMATS));
        }
        steps();
    }

    boolean json() {
        return format.equals("json");
    }

    boolean markdown() {
        return format.equals("markdown");
    }

    int steps() {
        if (steps == null) {
            return StoryText.MOST_STEPS;
        }
        if (!steps.matches("[0-9]{1,9}") || Integer.parseInt(steps) < 1) {
            throw new BadInput("--steps: found \"" + steps + "\", allowed is a number of at least 1");
        }
        return Integer.parseInt(steps);
    }

    /** Facts go to the output, for a program; the verdict is a message, for a person. */
    void lines(JudgedRun run, Terminal terminal) {
        Writer out = new OutputStreamWriter(terminal.out(), StandardCharsets.UTF_8);
        FactLines lines = new FactLines(run.header(), out);
        run.facts().forEach(lines::accept);
        lines.flush();
        terminal.err().print(Verdicts.text(run));
    }

    void story(JudgedRun run, Terminal terminal) {
        String fence = markdown() ? "```\n" : "";
        terminal.print(fence + StoryText.of(run.story(), steps()) + fence);
        terminal.line("");
        terminal.print(Verdicts.text(run));
    }
}
