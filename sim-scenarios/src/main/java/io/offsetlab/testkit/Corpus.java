package io.offsetlab.testkit;

import io.offsetlab.scenario.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seeds that have failed once and are run ever after: a text file beside the test class, one seed or token a line, behind it the
 * reason. Lines that are empty or start with {@code #} say nothing.
 */
final class Corpus {
    private Corpus() {}

    /**
     * A line.
     *
     * @param reason why it stands there, or empty
     */
    record Line(String file, int number, Seed seed, String reason) {
        String name() {
            return file + ", line " + number + ": " + (reason.isEmpty() ? Seed.shortened(seed.text()) : reason);
        }
    }

    /**
     * The lines of the file that stands in the package of the test, or else at the top of the class path; none if there is no such
     * file.
     *
     * @throws BadInput if a line holds no seed
     */
    static List<Line> of(Class<?> test, String file) {
        URL url = find(test, file);
        if (url == null) {
            return List.of();
        }
        try (InputStream in = url.openStream()) {
            return read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + url, e);
        }
    }

    private static @Nullable URL find(Class<?> test, String file) {
        URL beside = test.getResource(file);
        return beside == null ? test.getResource("/" + file) : beside;
    }

    static List<Line> read(String file, String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                lines.add(line(file, number, content));
            }
        }
        return lines;
    }

    private static Line line(String file, int number, String content) {
        String[] words = content.split("\\s+", 2);
        String reason = words.length < 2 ? "" : words[1].replaceFirst("^#\\s*", "");
        return new Line(file, number, Seed.parse(file + ", line " + number, words[0]), reason);
    }
}
