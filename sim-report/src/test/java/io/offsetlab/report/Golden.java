package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold what a format must write, to the byte. Run the tests with {@code -Dgolden.update=true} to write them anew. */
final class Golden {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", ""), "src/test/resources/io/offsetlab/report/golden");

    private Golden() {}

    static void check(String name, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(FOLDER.resolve(name), actual);
            }
            assertThat(actual).as("src/test/resources/.../golden/%s", name).isEqualTo(read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            return Files.readString(FOLDER.resolve(name));
        }
        try (InputStream in = Golden.class.getResourceAsStream("golden/" + name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
