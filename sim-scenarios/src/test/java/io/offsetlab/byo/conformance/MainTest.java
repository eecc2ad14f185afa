package io.offsetlab.byo.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {
    private static final String CASE = "{\"name\":\"%s\",\"protocol\":\"classic\",\"config\":{},\"steps\":["
            + "{\"op\":\"topic\",\"t\":\"a\",\"p\":1},{\"op\":\"produce\",\"tp\":\"a-0\",\"n\":2}],\"outcome\":{"
            + "\"trace\":[{\"i\":0,\"op\":\"topic\"},{\"i\":1,\"op\":\"produce\",\"r\":\"%s\"}],\"listener\":{},"
            + "\"commitCallbacks\":{},\"delivered\":{},\"processed\":{},\"committed\":{}},\"unstable\":{}}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsOneLineForEachCaseAndASummary() throws IOException {
        int exit = run(lines(line("good", "0-1"), line("bad", "0-7")));

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "ok good", "differs: bad step 1 (produce)/r, expected \"0-7\", got \"0-1\"", "1 of 2 agree");
    }

    @Test
    void succeedsWhenAllAgree() throws IOException {
        assertThat(run(lines(line("good", "0-1")))).isZero();
    }

    @Test
    void namesTheLineThatItCannotRead() throws IOException {
        assertThat(run(lines(line("good", "0-1"), "{\"name\":"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2").contains("no JSON");
    }

    @Test
    void namesTheStepThatItDoesNotKnow() throws IOException {
        assertThat(run(lines(line("good", "0-1").replace("produce\",\"tp", "publish\",\"tp"))))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("line 1, steps[1]: op must be one of topic, ")
                .contains("publish");
    }

    @Test
    void namesTheConsumerThatNoStepHasMade() throws IOException {
        String step = "{\"op\":\"poll\",\"c\":\"B\"}";
        assertThat(run(lines(line("good", "0-1").replace("\"steps\":[", "\"steps\":[" + step + ","))))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1, steps[0]: c must be one of");
    }

    @Test
    void aLineOfNoKnownKindIsBadInput() throws IOException {
        assertThat(run(lines("{\"name\":\"x\"}"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1 needs one of the fields assignor");
    }

    @Test
    void linesOfAnotherProtocolAreSkippedAndDoNotAgree() throws IOException {
        String skipped = line("other", "0-1").replace("\"classic\"", "\"share\"");
        assertThat(run(lines(line("good", "0-1"), skipped))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "ok good", "skipped: other, the share protocol is not modelled", "1 of 1 agree, 1 skipped");
    }

    @Test
    void nothingToCompareIsNoSuccess() throws IOException {
        String skipped = line("other", "0-1").replace("\"classic\"", "\"share\"");
        assertThat(run(lines(skipped))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing was compared");
    }

    @Test
    void saysWhenAFileIsNotThere() {
        assertThat(run(folder.resolve("nothing.json"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing.json cannot be read");
    }

    @Test
    void wantsAFile() {
        assertThat(Main.run(new String[0], stream(out), stream(err))).isEqualTo(2);
    }

    private static String line(String name, String produced) {
        return CASE.replaceFirst("%s", name).replaceFirst("%s", produced);
    }

    private Path lines(String... lines) throws IOException {
        return Files.writeString(folder.resolve("cases.json"), String.join("\n", lines));
    }

    private int run(Path file) {
        return Main.run(new String[] {file.toString()}, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
