package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.trace.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards what a stranger types first: help, lists, one run, one comparison, one failure and its replay. */
final class MainTest {
    /** A world in which whoever commits before processing loses records. */
    private static final String LOSING = """
            name: hasty
            about: commits before it processes, and promises not to lose
            answers: {which: position, when: before-batch, send: sync}
            promise: {keeps: [LOSS]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"", "compare", "check", "explore", "run", "replay", "verify", "merge", "list"})
    void helpShowsAnExampleAndIsASuccess(String command) {
        Launch launch = Launch.line((command + " --help").strip());
        assertThat(launch.out()).startsWith("Usage: offsetlab").contains("  offsetlab ");
        assertThat(launch.err()).isEmpty();
        assertThat(launch.code()).isZero();
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Launch.line("help check")).isEqualTo(Launch.line("check --help"));
    }

    @Test
    void seedLinePastedAsOneWordIsTakenApart() {
        Launch launch = Launch.of(
                "replay",
                "--scenario rolling-restart --policy sync-after-batch --seed 3 --engine " + RunHeader.ENGINE_VERSION);
        assertThat(launch.out()).contains("Verdict: kept.");
        assertThat(launch.code()).isZero();
    }

    @Test
    void versionNamesEngineAndKafka() {
        assertThat(Launch.line("--version").out()).contains("engine " + RunHeader.ENGINE_VERSION, "Kafka 4.4.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"policies", "scenarios", "invariants", "faults", "placements", "metrics", "configs"})
    void everyListHasLines(String what) {
        Launch launch = Launch.line("list " + what);
        assertThat(launch.out().lines().count()).isGreaterThan(8);
        assertThat(launch.code()).isZero();
    }

    @Test
    void runTellsAStoryAndAVerdict() {
        Launch launch = Launch.line("run rolling-restart --policy sync-after-batch");
        assertThat(launch.out()).contains("coordinator", "committed", "Verdict: kept.", "Digest: ");
        assertThat(launch.code()).isZero();
    }

    @Test
    void runAsJsonWritesAFactALine() {
        Launch launch = Launch.line("run rolling-restart --policy sync-after-batch --format json");
        assertThat(launch.out().lines()).allMatch(line -> line.startsWith("{\"fact\":\"") && line.endsWith("}"));
        assertThat(launch.err()).contains("Verdict: kept.");
    }

    @Test
    void checkThatHoldsSaysInHowManyWorlds() {
        Launch launch = Launch.line("check --policy sync-after-batch --scenario rolling-restart --seeds 3");
        assertThat(launch.out()).contains("sync-after-batch kept LOSS", "in 3 worlds of rolling-restart (seeds 1..3)");
        assertThat(launch.code()).isZero();
    }

    @Test
    void exploreThatHoldsStatesHowManyPlacements() {
        Launch launch =
                Launch.line("explore --policy sync-after-batch --members 1 --partitions 1 --records 4 --faults 1");
        assertThat(launch.out())
                .startsWith("sync-after-batch kept LOSS")
                .contains(": held in all ", " placements of up to 1 fault (", " without fault, ", " pruned as equal).");
        assertThat(launch.code()).isZero();
    }

    @Test
    void exploreWhoseBudgetEndsSaysSo() {
        Launch launch = Launch.line("explore --policy sync-after-batch --records 4 --faults 2 --budget 50");
        assertThat(launch.out()).contains("tried before the budget ended");
        assertThat(launch.code()).isEqualTo(ExitCode.BUDGET);
    }

    @Test
    void exploreThatFailsPrintsABugReportThatReplaysTheSame(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Path out = folder.resolve("bug");
        Launch explore = Launch.of("explore", "--policy", policy.toString(), "--records", "4", "--out", out.toString());
        assertThat(explore.out()).startsWith("LOSS ").contains("<-- first bad", "broken by a placement of ");
        assertThat(explore.code()).isEqualTo(ExitCode.BROKE);

        Launch replay = Launch.of("replay", out.resolve("token-explored.txt").toString());
        assertThat(replay.out()).contains("It fails again, with the same digest");
        assertThat(replay.code()).isEqualTo(ExitCode.BROKE);
    }

    @Test
    void checkThatFailsPrintsABugReportThatReplaysTheSame(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Path out = folder.resolve("bug");
        Launch check = Launch.of(
                "check",
                "--policy",
                policy.toString(),
                "--scenario",
                "commit-before-processing",
                "--out",
                out.toString());
        assertThat(check.out()).startsWith("LOSS ").contains("<-- first bad", "The ledger of commits", "smaller world");
        assertThat(check.code()).isEqualTo(ExitCode.BROKE);

        Path token = out.resolve("token-1.txt");
        Launch replay = Launch.of("replay", token.toString());
        assertThat(replay.out()).startsWith("LOSS ").contains("It fails again, with the same digest");
        assertThat(replay.code()).isEqualTo(ExitCode.BROKE);

        Launch again = Launch.of("run", out.resolve("scenario-1.yaml").toString(), "--policy", policy.toString());
        assertThat(again.out()).contains("Verdict: broken. LOSS ");
        assertThat(again.code()).isEqualTo(ExitCode.BROKE);
    }

    @Test
    void seedLineOfAFailureRunsAsItIsPrinted(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Launch check = Launch.of(
                "check", "--policy", policy.toString(), "--scenario", "commit-before-processing+max.poll.records=20");
        String line = check.out()
                .lines()
                .map(String::strip)
                .filter(text -> text.startsWith("offsetlab replay --scenario"))
                .findFirst()
                .orElseThrow();
        Launch replay = Launch.line(line.substring("offsetlab ".length()));
        assertThat(replay.out()).startsWith("LOSS ");
        assertThat(replay.code()).isEqualTo(ExitCode.BROKE);
    }

    @Test
    void checkFindsTheSameOnOneThreadAndOnMany(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        String options = "check --policy " + policy + " --seeds 6 --records 100..300 --budget 20 --jobs ";
        Launch alone = Launch.line(options + 1);
        assertThat(alone.out()).startsWith("LOSS ");
        assertThat(Launch.line(options + 3)).isEqualTo(alone);
    }

    @Test
    void settingThatAPolicyOverridesIsNoted() {
        Launch launch =
                Launch.line("run rolling-restart --policy sync-after-batch --config enable.auto.commit=true --steps 1");
        assertThat(launch.err()).startsWith("Note: --config enable.auto.commit=true has no effect on sync-after-batch");
    }

    @Test
    void shrinkingWithoutABudgetIsNotTheMinimum(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Launch check = Launch.of(
                "check", "--policy", policy.toString(), "--scenario", "commit-before-processing", "--budget", "0");
        assertThat(check.out()).contains("the budget ran out before the minimum");
        assertThat(check.code()).isEqualTo(ExitCode.BUDGET);
    }

    @Test
    void compareWritesItsReport(@TempDir Path folder) {
        Launch launch = Launch.of(
                "compare",
                "--policy",
                "sync-after-batch,never",
                "--seeds",
                "2",
                "--records",
                "100..200",
                "--out",
                folder.toString());
        assertThat(launch.err()).isEmpty();
        assertThat(launch.out()).contains("sync-after-batch", "never", "Written: ");
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("summary.md")).isNotEmptyFile();
        assertThat(folder.resolve("policies.csv")).isNotEmptyFile();
        assertThat(launch.code()).isZero();
    }

    @Test
    void mergedShardsAreTheWholeByteForByte(@TempDir Path folder) throws IOException {
        String options = "compare --policy sync-after-batch,never --seeds 5 --records 100..200 --out ";
        Launch.line(options + folder.resolve("whole"));
        Launch.line(options + folder.resolve("one") + " --shard 1/2");
        Launch.line(options + folder.resolve("two") + " --shard 2/2");
        Launch merged = Launch.of(
                "merge",
                folder.resolve("two/results.json").toString(),
                folder.resolve("one/results.json").toString(),
                "--out",
                folder.resolve("merged").toString());
        assertThat(merged.code()).as(merged.err()).isZero();
        for (String file : new String[] {"report.html", "summary.md", "results.json", "policies.csv"}) {
            assertThat(folder.resolve("merged").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(file));
        }
    }

    @Test
    void strictComparisonOfABrokenPromiseExitsWithOne(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        String options = "compare --scenario commit-before-processing --seeds 1 --policy " + policy + " --out "
                + folder.resolve("out");
        assertThat(Launch.line(options).code()).isZero();
        assertThat(Launch.line(options + " --strict").code()).isEqualTo(ExitCode.BROKE);
    }

    @Test
    void varyComparesEachPolicyWithEachValue(@TempDir Path folder) {
        Launch launch = Launch.of(
                "compare",
                "--scenario",
                "rolling-restart",
                "--seeds",
                "1",
                "--policy",
                "sync-after-batch",
                "--vary",
                "max.poll.records=10,50",
                "--out",
                folder.toString());
        assertThat(launch.out())
                .contains("sync-after-batch+max.poll.records=10", "sync-after-batch+max.poll.records=50");
    }

    @Test
    void recordsOfADumpAreProcessed(@TempDir Path folder) throws IOException {
        StringBuilder dump = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            dump.append("{\"partition\":")
                    .append(i % 2)
                    .append(",\"offset\":")
                    .append(i)
                    .append("}\n");
        }
        Path file = Files.writeString(folder.resolve("orders.jsonl"), dump);
        Launch launch = Launch.of(
                "run", "zombie-pause", "--dump", file.toString(), "--policy", "sync-after-batch", "--format", "json");
        assertThat(launch.out()).contains("\"partition\":\"dump-1\"", "\"fact\":\"Hidden\"");
        assertThat(launch.code()).as(launch.err()).isZero();
    }

    @Test
    void verifyOfOneWorldHolds() {
        Launch launch = Launch.line("verify --scenario rolling-restart --policy sync-after-batch --seed 1");
        assertThat(launch.out()).as(launch.err()).contains("1 runs of rolling-restart", "came out the same twice");
        assertThat(launch.code()).isZero();
    }

    @Test
    void failureIsAPageWithADrawingAndAnIssueToo(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Path out = folder.resolve("bug");
        String options = "check --scenario commit-before-processing --policy " + policy + " --out " + out;
        Launch check = Launch.line(options);
        assertThat(check.out())
                .contains("is the first bad one", "It passes if (", "the answer \"when\" were", "failure.html");
        assertThat(out.resolve("failure.html")).content().contains("<svg", "id=\"at-", "href=\"#step-");
        assertThat(out.resolve("failure.md")).content().startsWith("**LOSS ").contains("- the answer");

        Path again = folder.resolve("again");
        Launch replay = Launch.of("replay", out.resolve("token-1.txt").toString(), "--out", again.toString());
        assertThat(replay.out()).contains("It passes if (", "Written: ");
        assertThat(again.resolve("failure.html")).isNotEmptyFile();
    }

    @Test
    void markdownIsForIssues(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        String options = " --format markdown --scenario commit-before-processing --policy " + policy;
        assertThat(Launch.line("check" + options).out()).startsWith("**LOSS ").contains("```text\n", "<details>");
        assertThat(Launch.line("replay" + options).out()).startsWith("**LOSS ").contains("Verdict: broken.");
        assertThat(Launch.line("run" + options).out()).startsWith("```\n").contains("Verdict: broken.");
        assertThat(Launch.line("check --format html --policy " + policy).err())
                .contains("--format: found \"html\", allowed are text, markdown");
    }

    @Test
    void failureOfADrawnWorldSaysWhenItBecameInevitable(@TempDir Path folder) throws IOException {
        Path policy = Files.writeString(folder.resolve("hasty.yaml"), LOSING);
        Launch check = Launch.line("check --seeds 6 --records 100..300 --budget 20 --policy " + policy);
        assertThat(check.out()).contains("When it became inevitable (", "continuations fail");
    }
}
