package io.offsetlab.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Risk: a hostile or mistaken file exhausts memory or ends in a stack trace. */
final class HostileInputTest {
    @TempDir
    Path folder;

    private static void refused(String text, String sentence) {
        assertThatThrownBy(() -> ScenarioText.read("x", text))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    private void refusedBytes(byte[] bytes, String sentence) throws IOException {
        Path file = Files.write(folder.resolve("x.yaml"), bytes);
        assertThatThrownBy(() -> ScenarioText.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ": " + sentence);
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws Exception {
        refusedBytes(new byte[(1 << 20) + 1], "the file is larger than 1048576 bytes, which is the limit");
    }

    @Test
    void binaryAndEmptyFilesAreNamed() throws Exception {
        refusedBytes(new byte[0], "the file is empty, allowed is YAML or JSON");
        refusedBytes(" \n\t".getBytes(StandardCharsets.UTF_8), "the file is empty, allowed is YAML or JSON");
        refusedBytes(new byte[] {'a', 0, 'b'}, "the file is binary, allowed is YAML or JSON");
        refusedBytes(new byte[] {(byte) 0xC3, 0x28}, "the file is not text in UTF-8, allowed is YAML or JSON");
    }

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("none.yaml");
        assertThatThrownBy(() -> ScenarioText.read(file))
                .hasMessage(file + ": the file cannot be read (NoSuchFileException), allowed is a readable file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: &x 1\\nb: *x | x, line 2: a YAML alias stands here, allowed are plain values",
                "a: !!javax.script.ScriptEngineManager [x] | x, line 1: a YAML tag stands here, allowed are plain values",
                "name: a\\nname: b | x, line 2: the field \"name\" is there twice",
                "{\"name\": 1, \"name\": 2} | x, line 1: the field \"name\" is there twice",
                "a: 1\\n---\\nb: 2 | x, line 3: a second document begins here, allowed is one document in a file",
                "a: [1, 2 | x, line 1: this is not valid YAML: expected ',' or ']', but got <stream end>",
                "{\"a\": 1,\\n \"b\": [ | x, line 2: the file ends before its first bracket is closed, as if it had been cut off",
                "{\"a\": tru} | x, line 1: this is not valid JSON: Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "# only a comment | x: the file is empty, allowed is YAML or JSON",
                "just words | x: found \"just words\", allowed is a map with name, about, members, topics, processing, application, latency, poll-timeout, record-bytes, client, broker, faults, until, quiesce, pins, fixes, dump",
                "{\"name\": null, \"members\": 1, \"topics\": {\"t\": {}}} | x, line 1, name: found nothing, allowed is a name",
            })
    void whatNoPersonMeansIsRefused(String text, String sentence) {
        refused(text.replace("\\n", "\n"), sentence);
    }

    @Test
    void deepNestingEndsAtTheLimit() {
        refused("a: " + "[".repeat(100_000), "x, line 1: values are nested deeper than 12 levels, which is the limit");
        refused(
                "{\"a\":" + "[".repeat(100_000),
                "x, line 1: values are nested deeper than 12 levels, which is the limit");
        refused("- ".repeat(5_000) + "a", "x, line 1: values are nested deeper than 12 levels, which is the limit");
    }

    @Test
    void longNumbersEndAtTheLimit() {
        refused(
                "{\"a\":" + "1".repeat(500_000) + "}",
                "x, line 1: a number has more than 40 digits, which is the limit");
        refused("a: " + "1".repeat(500_000), "x, line 1: a number has more than 40 digits, which is the limit");
    }

    @Test
    void longTextsAreShortenedInMessages() {
        refused(
                "name: w\nmembers: " + "9".repeat(100) + "x\ntopics: {t: {}}",
                "x, line 2, members: found \"" + "9".repeat(60) + "...\", allowed is a whole number from 1 to 64");
    }

    @Test
    void countsEndAtTheLimit() {
        refused(
                "name: w\nmembers: 1\ntopics: {a: {partitions: 1024}, b: {partitions: 1}}",
                "x, line 3, topics: found 1025 partitions in all, allowed are at most 1024");
        String fault = "  - {kind: pause, member: member-1, when: 1s, for: 1s}\n";
        refused(
                "name: w\nmembers: 1\ntopics: {a: {}}\nfaults:\n" + fault.repeat(1001),
                "x, line 5, faults: found 1001, allowed is a whole number from 0 to 1000");
    }
}
