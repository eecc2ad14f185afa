package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting that belongs to the other protocol is refused as Kafka's ConsumerConfig does, wherever it stands and whatever is asked for. */
final class OtherProtocolUsageTest {
    private static final String SETTINGS = """
            group.remote.assignor, classic, range
            session.timeout.ms, consumer, 10000
            heartbeat.interval.ms, consumer, 1000
            partition.assignment.strategy, consumer, org.apache.kafka.clients.consumer.RangeAssignor
            """;

    @TempDir
    Path folder;

    private static String config(String key, String protocol, String value) {
        return "{group.protocol: " + protocol + ", " + key + ": " + value + "}";
    }

    private static List<String> words(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(more));
        return words;
    }

    private static void refused(List<String> words, String key, String protocol) {
        Launch launch = Launch.of(words.toArray(new String[0]));
        assertThat(launch.code()).as("%s: %s", words, launch.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(launch.err().strip())
                .as("%s", words)
                .contains(key + ": cannot be set when group.protocol=" + protocol)
                .doesNotContain("\n");
        assertThat(launch.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = SETTINGS)
    void inAPolicyFile(String key, String protocol, String value) throws IOException {
        String file = Files.writeString(folder.resolve("mine.yaml"), """
                        name: mine
                        config: %s
                        answers: {which: position, when: after-batch, send: sync}
                        promise: {keeps: [LOSS]}
                        """.formatted(config(key, protocol, value)))
                .toString();
        for (String command : List.of(
                "check --seeds 2",
                "compare --seeds 2 --out " + folder.resolve("report"),
                "verify --seeds 2",
                "run --scenario rolling-restart",
                "explore",
                "replay --scenario generated --seed 1 --engine 3")) {
            refused(words(command, "--policy", file), key, protocol);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SETTINGS)
    void inAScenarioFile(String key, String protocol, String value) throws IOException {
        String file = Files.writeString(folder.resolve("world.yaml"), """
                        name: world
                        members: 1
                        topics: {orders: {partitions: 1, records: 1}}
                        client: %s
                        """.formatted(config(key, protocol, value)))
                .toString();
        for (String command : List.of(
                "check --seeds 2",
                "compare --seeds 2 --out " + folder.resolve("report"),
                "verify --seeds 2",
                "run",
                "replay --seed 1 --engine 3")) {
            refused(words(command, "--policy", "auto", "--scenario", file), key, protocol);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SETTINGS)
    void inAnOptionOrAFileOfProperties(String key, String protocol, String value) throws IOException {
        String file = Files.writeString(
                        folder.resolve("mine.properties"),
                        "group.protocol=" + protocol + "\n" + key + "=" + value + "\n")
                .toString();
        for (String command : List.of(
                "check --seeds 2",
                "compare --seeds 2 --out " + folder.resolve("report"),
                "verify --seeds 2",
                "run --scenario rolling-restart",
                "explore")) {
            List<String> words = words(command, "--policy", "auto");
            refused(append(words, "--config", file), key, protocol);
            refused(
                    append(words, "--config", "group.protocol=" + protocol, "--config", key + "=" + value),
                    key,
                    protocol);
        }
    }

    private static List<String> append(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all;
    }
}
