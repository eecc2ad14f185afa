package io.offsetlab.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guards that what the README shows compiles, is red, and says how to replay it. */
final class MyPolicyTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final int MOST_LINES = 25;

    @Test
    void exampleIsRedWithinTwentySeedsAndNamesItsToken() {
        Throwable red = LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> catchThrowable(() -> new MyPolicy().keepsItsPromise(seed)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the wrong policy of the README was not caught"));

        assertThat(red).isInstanceOf(AssertionError.class);
        assertThat(red.getMessage()).startsWith("LOSS").contains("offsetlab replay ol1:");
    }

    @Test
    void readmeShowsTheExampleAsItIs() throws IOException {
        List<String> example = example();
        assertThat(example.size()).isLessThanOrEqualTo(MOST_LINES);
        assertThat(Files.readString(MODULE.resolve("../README.md"))).contains(String.join("\n", example));
    }

    private static List<String> example() throws IOException {
        List<String> lines = Files.readAllLines(MODULE.resolve("src/test/java/io/offsetlab/system/MyPolicy.java"));
        return lines.subList(lines.indexOf("class MyPolicy {"), lines.size());
    }
}
