package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards that the bug of the consumer protocol is found as the README shows it, and that the world holds with the order mended. */
final class LiveBugInTheReadmeTest {
    private static final String COMMAND = "check --policy auto --config group.protocol=consumer";

    /** Every line that is shown stands in the report, in this order. */
    @Test
    void theReadmeShowsWhatCheckFinds() throws IOException {
        List<String> shown = shown();
        assertThat(shown).hasSizeGreaterThan(10);
        Launch check = Launch.of(COMMAND.split(" "));
        assertThat(check.code()).isEqualTo(ExitCode.BROKE);
        assertThat(check.out().lines().map(String::stripTrailing).toList()).containsSubsequence(shown);
    }

    @Test
    void itHoldsWithBothBugsMended() {
        Launch check = Launch.of((COMMAND + " --fix KAFKA-18641 --fix RETRIED-REBALANCE-COMMIT --seeds 40").split(" "));
        assertThat(check.code()).as(check.out() + check.err()).isEqualTo(ExitCode.HELD);
    }

    /** As the README says, and in which seed. */
    @Test
    void withTheOrderMendedTheOtherBugIsLeft() {
        Launch check = Launch.of((COMMAND + " --fix KAFKA-18641 --seed 35").split(" "));
        assertThat(check.code()).as(check.out() + check.err()).isEqualTo(ExitCode.BROKE);
        assertThat(check.out()).startsWith("LOSS ").contains("auto rebalance", "--fix RETRIED-REBALANCE-COMMIT");
    }

    private static List<String> shown() throws IOException {
        List<String> lines =
                Files.readAllLines(Path.of(System.getProperty("basedir", "")).resolve("../README.md"));
        int first = lines.indexOf("$ offsetlab " + COMMAND) + 1;
        List<String> rest = lines.subList(first, lines.size());
        return rest.subList(0, rest.indexOf("```")).stream()
                .filter(line -> !line.isEmpty() && !line.equals("..."))
                .toList();
    }
}
