package io.offsetlab.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One mutant of PIT's report.
 *
 * @param type the mutated class, with its package
 * @param sourceFile the name of the file that it was compiled from
 * @param change what was done to it, in PIT's words
 * @param killed whether a test failed, ran too long or broke
 */
record Mutant(String type, String method, String sourceFile, int line, String change, boolean killed) {

    /** The package within this project. */
    String packageName() {
        return type.split("\\.")[2];
    }

    /** Class and method as people write them. */
    String name() {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }

    /** The mutated line, which other than its number does not move with the code around it. */
    String code(Path sources) throws IOException {
        String folder = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
        return Files.readAllLines(sources.resolve(folder).resolve(sourceFile))
                .get(line - 1)
                .strip();
    }
}
