package io.offsetlab.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.experiment.SweepResult;
import io.offsetlab.report.Reports;
import io.offsetlab.report.SmallSweep;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.trace.RunHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not what it seems must end in a sentence, never in a wrong report. */
final class ResultsJsonTest {
    @TempDir
    private Path folder;

    private Path file;
    private String text;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("results.json");
        text = Reports.text(new ResultsJson(), SmallSweep.sweep());
    }

    private SweepResult read(String content) throws IOException {
        Files.writeString(file, content);
        return ResultsJson.read(file);
    }

    private void refused(String content, String sentence) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(sentence);
    }

    private String replaced(String old, String by) {
        assertThat(text).contains(old);
        return text.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(by));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        assertThat(read(text)).isEqualTo(SmallSweep.sweep());
    }

    @Test
    void anotherFileIsNamedAsSuch() {
        refused("{\"name\":1}", "line 1: found the field name, allowed is the field format");
        refused("{\"format\":\"junk\"}", "found format junk, allowed is offsetlab-results");
        refused("[]", "found [, allowed is an object");
        refused("", "found the end of the file, allowed is an object");
        refused("hello", "found no valid JSON");
    }

    @Test
    void anotherVersionOfFormatOrEngineIsRefused() {
        refused(replaced("\"version\":3", "\"version\":2"), "found version 2 of the format, allowed is version 3");
        refused(
                replaced("\"engine\":" + RunHeader.ENGINE_VERSION, "\"engine\":0"),
                "found results of engine version 0, allowed is engine version " + RunHeader.ENGINE_VERSION);
    }

    @Test
    void aFileThatWasCutOffIsRefused() {
        refused(text.substring(0, text.length() / 2), "found no valid JSON");
        refused(text + "{}", "allowed is the end of the file");
    }

    @Test
    void rowsThatDoNotFitThePlanAreRefused() {
        refused(replaced("\"seedTo\":\"3\"", "\"seedTo\":\"4\""), "found rows that do not fit the plan");
        refused(replaced("\"shards\":1", "\"shards\":9"), "found 9, allowed is a whole number from 1 to 4");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        refused(replaced("\"members\":2", "\"members\":-2"), "found -2, allowed is a whole number from 0 to");
        refused(replaced("\"members\":2", "\"members\":2.5"), "found 2.5, allowed is a whole number");
        refused(
                replaced("\"members\":2", "\"members\":99999999999999999999"),
                "found 99999999999999999999, allowed is a whole number");
        refused(replaced("\"seed\":\"0\"", "\"seed\":0"), "found 0, allowed is a text");
        refused(replaced("\"seed\":\"0\"", "\"seed\":\"x\""), "found \"x\", allowed is seed as a whole number");
    }

    @Test
    void anUnknownInvariantIsRefused() {
        refused(replaced("[\"DUP\"]", "[\"DOUBLE\"]"), "found the invariant DOUBLE, allowed is [LOSS, DUP, ");
    }

    @Test
    void aNameCannotCarryWhatATerminalObeys() {
        refused(replaced("\"name\":\"never\"", "\"name\":\"\\u001b[31m\""), "found a text with a control character");
    }

    @Test
    void aTowerOfBracketsIsRefused() {
        refused(replaced("\"advice\":{", "\"advice\":" + "[".repeat(5000) + "{"), "found no valid JSON");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> ResultsJson.read(folder.resolve("none.json")))
                .isInstanceOf(BadInput.class)
                .hasMessageEndingWith(
                        "none.json: cannot be read (NoSuchFileException), needed is a results.json of compare");
    }
}
