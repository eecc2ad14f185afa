package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guards that a mistake ends in one sentence that says what is allowed, in exit code 2, and in nothing else. */
final class WrongUsageTest {

    private static void assertSentence(Launch launch, String... parts) {
        assertThat(launch.err()).contains(parts);
        assertThat(launch.err().lines()).as(launch.err()).hasSize(1);
        assertThat(launch.out()).isEmpty();
        assertThat(launch.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @ParameterizedTest(name = "offsetlab {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "comapre | found command \"comapre\", allowed are compare, check, explore, run, replay, verify, merge, list | did you mean \"compare\"?",
                "--sceed | found option \"--sceed\", allowed is a command | compare",
                "check --sed 3 | found option \"--sed\", allowed are --budget, | did you mean \"--seed\"?",
                "check | --policy is missing | offsetlab list policies",
                "check --policy autoo | --policy: found \"autoo\", allowed is a file or one of auto, | did you mean \"auto\"?",
                "check --policy none.yaml | none.yaml | cannot be read",
                "check --policy auto --seeds x | --seeds: found \"x\" | allowed is a number",
                "check --policy auto --seeds 9..3 | --seeds: found \"9..3\" | B is not smaller than A",
                "check --policy auto --seeds 0 | --seeds: found \"0\" | at least 1",
                "check --policy auto --seed -1 | --seed: found \"-1\" | at least 0",
                "check --policy auto --seed | --seed found without a value | allowed is --seed N",
                "check --policy auto --seed 3 --seed 4 | found --seed twice | allowed is once",
                "check --policy auto --seed 3 --seeds 4 | --seed and --seeds: found both | allowed is one",
                "check --policy auto --budget many | --budget: found \"many\" | at least 0",
                "check --policy auto --engine 999 | --engine: found 999, this is engine 3 | replay the token",
                "explore | --policy: found none | explore needs one",
                "explore --policy auto --faults 9 | --faults: found 9 | from 0 to 8",
                "explore --policy auto --members 0 | --members: found 0 | from 1 to 16",
                "explore --policy auto --records x | --records: found \"x\" | from 1 to 1000",
                "explore --policy auto --kinds crush | --kinds: found \"crush\" | did you mean \"crash\"?",
                "explore --policy auto --processing 3 | --processing: found \"3\" | 300ms",
                "explore --policy auto --config max.poll.record=5 | max.poll.record | did you mean \"max.poll.records\"?",
                "compare --shard 3/2 | --shard: found \"3/2\" | allowed is i/n with i from 1 to n",
                "compare --shard 2/5 --seeds 1 | --shard: found 2/5 of 1 seeds | at least one seed",
                "compare --jobs 0 | --jobs: found \"0\" | from 1 to 1024",
                "compare --format pdf | --format: found \"pdf\" | allowed are html, markdown, json, csv, junit",
                "compare --promise LOST | --promise: found \"LOST\" | did you mean \"LOSS\"?",
                "compare --config max.poll.record=5 | max.poll.record | did you mean \"max.poll.records\"?",
                "compare --config max.poll.records=x | max.poll.records: found \"x\" | allowed is",
                "compare --config none.properties | --config: found \"none.properties\" | key=value, or a file",
                "compare --vary max.poll.records | --vary: found \"max.poll.records\" | key=value1,value2",
                "check --policy auto --config group.protocol=consumer --config session.timeout.ms=9000 | --config.session.timeout.ms: cannot be set when group.protocol=consumer | group.consumer.session.timeout.ms",
                "check --policy auto --config group.remote.assignor=range | --config.group.remote.assignor: cannot be set when group.protocol=classic | partition.assignment.strategy",
                "check --policy auto --config group.remote.assignor=rang | found \"rang\" | simulated is only uniform, range",
                "check --policy auto --config group.protocol=raft | found \"raft\" | simulated is only classic, consumer",
                "check --policy auto --protocol raft | --protocol: found \"raft\" | classic, consumer, drawn",
                "check --policy auto --protocol consumer --config heartbeat.interval.ms=1000 | --config.heartbeat.interval.ms: cannot be set when group.protocol=consumer | group.consumer.heartbeat.interval.ms",
                "check --policy auto --protocol consumer --vary session.timeout.ms=9000,10000 | policy auto+session.timeout.ms=9000, config.session.timeout.ms: cannot be set | group.protocol=consumer",
                "compare --policy auto --config session.timeout.ms=9000 --vary group.protocol=classic,consumer | --config.session.timeout.ms: cannot be set | group.protocol=consumer",
                "explore --policy auto --config group.protocol=consumer --config session.timeout.ms=9000 | --config.session.timeout.ms | cannot be set",
                "compare --policy auto,auto | policy auto: found twice | names must differ",
                "compare --scenario genrated | --scenario: found \"genrated\" | did you mean \"generated\"?",
                "compare --scenario rolling-restart --members 3 | --members and --scenario rolling-restart | allowed is one",
                "compare --members 5..2 | --members: found \"5..2\" | a range that ascends",
                "compare --processing 3 | --processing: found \"3\" | 300ms",
                "compare --dump none.jsonl | none.jsonl | cannot be read",
                "compare here | found argument \"here\", allowed are options only | --help",
                "compare --strict=maybe | --strict | maybe",
                "run --policy auto | FILE is missing | offsetlab list scenarios",
                "run rolling-restart | --policy: found none | run needs one",
                "run rolling-restart --policy auto,never | --policy: found 2 policies | run needs one",
                "run rolling-restart --scenario zombie-pause --policy auto | found \"rolling-restart\" and --scenario | allowed is one",
                "run rolling-restart --policy auto --seeds 5 | --seeds: found 5 seeds | use --seed N",
                "run rolling-restart --policy auto --format xml | --format: found \"xml\" | allowed are text, markdown, json",
                "run rolling-restart --policy auto --steps 0 | --steps: found \"0\" | at least 1",
                "replay | TOKEN|FILE is missing | --seed N --engine V",
                "replay ol1:abcd | token: its checksum does not match | copy it as a whole",
                "replay ol1:abcd --seed 5 | found a token together with | the token alone",
                "list | WHAT is missing | offsetlab list WHAT",
                "list polices | found \"polices\", allowed are policies, | did you mean \"policies\"?",
                "merge | FILE is missing | offsetlab merge FILE",
                "merge none.json | none.json | cannot be read"
            })
    void mistakeIsNamed(String line, String found, String allowed) {
        assertSentence(Launch.line(line), found, allowed);
    }

    @Test
    void folderInsteadOfAScenarioIsNamed(@TempDir Path folder) {
        assertSentence(
                Launch.of("run", folder.toString(), "--policy", "auto"), "found the folder", "allowed is a file");
    }

    @Test
    void folderInsteadOfAPolicyIsNamed(@TempDir Path folder) {
        assertSentence(Launch.of("check", "--policy", folder.toString()), "found the folder", "allowed is a file");
    }

    @Test
    void binaryFileInsteadOfAScenarioIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("world.yaml"), new byte[] {0, 1, 2});
        assertSentence(Launch.of("run", file.toString(), "--policy", "auto"), "world.yaml", "binary");
    }

    @Test
    void emptyScenarioIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("world.yaml"));
        assertSentence(Launch.of("run", file.toString(), "--policy", "auto"), "world.yaml", "empty");
    }

    @Test
    void reportFolderThatIsAFileIsNamed(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("report"));
        Launch launch = Launch.of("compare", "--seeds", "1", "--policy", "auto", "--out", file.toString());
        assertThat(launch.err()).contains(file.toString(), "needed is a folder");
        assertThat(launch.code()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void nothingAtAllPrintsTheHelpAndIsNoSuccess() {
        Launch launch = Launch.of();
        assertThat(launch.err()).startsWith("Usage: offsetlab");
        assertThat(launch.code()).isEqualTo(ExitCode.BAD_INPUT);
    }
}
