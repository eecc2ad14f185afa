package io.offsetlab.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The engine with one bug: its own source with one place written otherwise. Nothing in the engine knows of it.
 *
 * @param name short, for tables
 * @param bug what is wrong, as a phrase
 * @param type the class with the bug, such as {@code group.CommitValidation}
 * @param right what stands in its source, once
 * @param wrong what stands there instead
 */
record WrongEngine(String name, String bug, String type, String right, String wrong) {
    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "")).resolve("../sim-core/src/main/java/io/offsetlab");

    /** The full name of the class with the bug. */
    String className() {
        return "io.offsetlab." + type;
    }

    /** The source of that class, with the bug. */
    String source() {
        Path file = SOURCES.resolve(type.replace('.', '/') + ".java");
        String source;
        try {
            source = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = source.indexOf(right);
        if (at < 0 || source.indexOf(right, at + 1) >= 0) {
            throw new AssertionError(name + ": \"" + right + "\" must stand once in " + file
                    + "; if the engine has changed there, plant the bug anew");
        }
        return source.substring(0, at) + wrong + source.substring(at + right.length());
    }
}
