package io.offsetlab.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Risk: the engine is wrong and nobody sees it. Each engine with a bug planted into it is caught: by the judge, which sees facts
 * alone, in the default worlds, or else by what was recorded of Kafka. The page says which, how soon, and in which words.
 */
final class WrongEnginesTest {
    private static final String SECTION = "Wrong engines";
    private static final int SEEDS = 100;
    private static final String NOTHING = "-";

    @Test
    void eachIsCaughtAsThePageSays() throws IOException {
        if (HarnessPage.isToBeWritten()) {
            HarnessPage.write(
                    SECTION,
                    WrongEngines.ALL.stream().map(WrongEnginesTest::search).toList());
        }
        List<List<String>> rows = HarnessPage.rows(SECTION);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < WrongEngines.ALL.size(); i++) {
            List<String> row = i < rows.size() ? rows.get(i) : List.of();
            List<String> now = again(WrongEngines.ALL.get(i), row);
            if (!now.equals(row)) {
                differences.add("the page says " + row + ", but it is " + now);
            }
        }
        assertThat(differences)
                .as("write the page anew: %s", HarnessPage.UPDATE)
                .isEmpty();
        assertThat(rows).hasSameSizeAs(WrongEngines.ALL);
    }

    @Test
    void eachIsCaughtByTheJudgeOrByARecording() throws IOException {
        assertThat(HarnessPage.rows(SECTION))
                .hasSizeGreaterThanOrEqualTo(12)
                .noneMatch(row -> row.get(2).equals(NOTHING) && row.get(4).equals(NOTHING));
    }

    /** A witness that sees a bug where none is would catch everything. */
    @Test
    void nothingIsFoundInTheEngineAsItIs() {
        UnaryOperator<String> witness = EngineLoader.witness();
        assertThat(witness.apply("seeds 3")).isEmpty();
        assertThat(witness.apply("recordings 40")).isEmpty();
    }

    /** A row of the page: name, bug, invariant, seeds, recorded cases, what the judge says, or else what differs. */
    private static List<String> search(WrongEngine engine) {
        UnaryOperator<String> witness = EngineLoader.witness(engine);
        return row(engine, witness.apply("seeds " + SEEDS), witness.apply("recordings 10000"));
    }

    /** The row as it is now, without a search: the run and the case that the page speaks of. */
    private static List<String> again(WrongEngine engine, List<String> row) {
        if (row.size() != 6) {
            return search(engine);
        }
        UnaryOperator<String> witness = EngineLoader.witness(engine);
        String found = "";
        if (!row.get(3).equals(NOTHING)) {
            found = witness.apply("run " + row.get(3));
            List<String> now = row(engine, found, "");
            return List.of(now.get(0), now.get(1), now.get(2), now.get(3), row.get(4), now.get(5));
        }
        return row(engine, "", witness.apply("recordings " + row.get(4)));
    }

    private static List<String> row(WrongEngine engine, String caught, String differing) {
        String[] words = caught.split(" ", 4);
        boolean judged = words.length == 4;
        String[] recorded = differing.split(": ", 2);
        String says = judged ? words[2] + " " + words[3] : recorded[recorded.length - 1];
        return List.of(
                engine.name(),
                engine.bug(),
                judged ? words[2] : NOTHING,
                judged ? words[0] + " " + words[1] : NOTHING,
                differing.isEmpty() ? NOTHING : recorded[0],
                says.isEmpty() ? NOTHING : says.replace("|", "/"));
    }
}
