package io.offsetlab.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compares PIT's report with docs/mutants.md: every mutant of the judge that survives is explained there, none is explained that does
 * not, and no package has fallen below the score that is written there. Runs after PIT in the profile {@code mutation}, and in no other build.
 */
final class SurvivingMutants {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path LIST = MODULE.resolveSibling("docs").resolve("mutants.md");
    private static final String EXPLAINED = "invariant";

    /** {@code - `Class.method`, what was mutated in `line of code`: why no test can see it}. */
    private static final Pattern EXPLANATION = Pattern.compile("- `(\\S+)`, (.+) in `(.+)`: .{20,}");
    /** {@code | `package` | per cent killed | ... }. */
    private static final Pattern SCORE = Pattern.compile("\\| `(\\w+)` \\| (\\d+) % \\|.*");

    private final List<Mutant> mutants = PitReport.read(MODULE.resolve("target/pit-reports/mutations.xml"));

    @Test
    void everySurvivorIsExplainedAndNothingElse() throws IOException {
        List<Mutant> judged =
                mutants.stream().filter(m -> m.packageName().equals(EXPLAINED)).toList();
        List<String> survivors = new ArrayList<>();
        for (Mutant mutant : judged) {
            if (!mutant.killed()) {
                survivors.add(mutant.name() + ", " + mutant.change() + " in `"
                        + mutant.code(MODULE.resolve("src/main/java")) + "`");
            }
        }
        List<String> explained = new ArrayList<>();
        for (String line : Files.readAllLines(LIST)) {
            Matcher explanation = EXPLANATION.matcher(line);
            if (explanation.matches()) {
                explained.add(
                        explanation.group(1) + ", " + explanation.group(2) + " in `" + explanation.group(3) + "`");
            }
        }

        if (!judged.isEmpty()) {
            assertThat(explained).containsExactlyInAnyOrderElementsOf(survivors);
        }
    }

    /** A score may rise by itself, as code and tests change; it must not fall unnoticed. */
    @Test
    void noPackageHasFallenBelowItsScore() throws IOException {
        Map<String, Integer> least = new TreeMap<>();
        for (String line : Files.readAllLines(LIST)) {
            Matcher score = SCORE.matcher(line);
            if (score.matches()) {
                least.put(score.group(1), Integer.parseInt(score.group(2)));
            }
        }
        Map<String, int[]> measured = new TreeMap<>();
        for (Mutant mutant : mutants) {
            int[] counts = measured.computeIfAbsent(mutant.packageName(), name -> new int[2]);
            counts[0]++;
            counts[1] += mutant.killed() ? 1 : 0;
        }

        assertThat(measured).isNotEmpty();
        measured.forEach((name, counts) -> assertThat(100 * counts[1] / counts[0])
                .as("per cent killed of %s: %d of %d", name, counts[1], counts[0])
                .isGreaterThanOrEqualTo(least.getOrDefault(name, 100)));
    }
}
