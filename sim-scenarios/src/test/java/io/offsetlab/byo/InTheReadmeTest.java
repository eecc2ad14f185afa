package io.offsetlab.byo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the README is the one that is run. */
final class InTheReadmeTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final int LONGEST = 20;

    @Test
    void theReadmeShowsTheTestThatReplacesMockConsumer() throws IOException {
        List<String> source =
                Files.readAllLines(MODULE.resolve("src/test/java/io/offsetlab/byo/InsteadOfMockConsumerTest.java"));
        List<String> example = source.subList(source.indexOf("class InsteadOfMockConsumerTest {"), source.size());
        assertThat(example).hasSizeLessThanOrEqualTo(LONGEST);

        List<String> readme = new ArrayList<>(Files.readAllLines(MODULE.resolve("../README.md")));
        assertThat(readme).containsSequence(example);
    }
}
