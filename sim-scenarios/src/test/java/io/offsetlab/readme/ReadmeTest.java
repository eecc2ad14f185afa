package io.offsetlab.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.testkit.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that the class of the README can be pasted as it is, is red, and says what the README says. */
final class ReadmeTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final int MOST_LINES = 25;

    private static List<String> readme() throws IOException {
        return Files.readAllLines(MODULE.resolve("../README.md"));
    }

    @Test
    void theReadmeShowsTheClassWithItsImports() throws IOException {
        List<String> source = Files.readAllLines(MODULE.resolve("src/test/java/io/offsetlab/readme/BillingTest.java"));
        List<String> example = source.subList(2, source.size());
        assertThat(example).hasSizeLessThanOrEqualTo(MOST_LINES);
        assertThat(readme()).containsSequence(example);
    }

    @Test
    void testingOnesOwnConsumerIsTheSecondSection() throws IOException {
        List<String> sections =
                readme().stream().filter(line -> line.startsWith("## ")).toList();
        assertThat(sections.get(1)).isEqualTo("## Test your own consumer");
    }

    /** Every line that the README shows of the report stands in it, in this order; the token is cut, and the class has no package there. */
    @Test
    void theReadmeShowsWhatTheClassReports() throws IOException {
        Ran ran = Ran.method(BillingTest.class, "losesNothing(io.offsetlab.testkit.SimulatedGroup)");
        assertThat(ran.names()).containsExactly("200 seeds from 1", "seed 1");
        List<String> report = ran.cases().get("seed 1").lines().toList();

        List<String> shown = new ArrayList<>(shownReport());
        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(report.get(0)).isEqualTo(shown.get(0));
        List<String> before = shown.stream().map(ReadmeTest::upToTheToken).toList();
        assertThat(report.stream().map(ReadmeTest::upToTheToken).toList()).containsSubsequence(before);
    }

    private static List<String> shownReport() throws IOException {
        List<String> lines = readme();
        int section = lines.indexOf("## Test your own consumer");
        int first = section;
        while (!lines.get(first).startsWith("LOSS ")) {
            first++;
        }
        int end = first;
        while (!lines.get(end).equals("```")) {
            end++;
        }
        return lines.subList(first, end).stream()
                .filter(line -> !line.equals("..."))
                .toList();
    }

    private static String upToTheToken(String line) {
        int token = line.indexOf("ol1:");
        String before = token < 0 ? line : line.substring(0, token);
        return before.replace("-Dtest=io.offsetlab.readme.", "-Dtest=");
    }
}
