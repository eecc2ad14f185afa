package io.offsetlab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes in a small text file as a whole. */
final class InputFile {
    private InputFile() {}

    /** @throws BadInput if the file cannot be read, is too large, empty, or no text in UTF-8 */
    static String read(Path file, int limit) {
        try (InputStream in = Files.newInputStream(file)) {
            return decode(file.toString(), in.readNBytes(limit + 1), limit);
        } catch (IOException e) {
            throw new BadInput(file + ": the file cannot be read ("
                    + e.getClass().getSimpleName() + "), allowed is a readable file");
        }
    }

    static String decode(String name, byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw new BadInput(name + ": the file is larger than " + limit + " bytes, which is the limit");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return check(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new BadInput(name + ": the file is not text in UTF-8, allowed is YAML or JSON");
        }
    }

    /** The text itself, if it has content and no character that only binary files have. */
    static String check(String name, String text) {
        if (text.isBlank()) {
            throw new BadInput(name + ": the file is empty, allowed is YAML or JSON");
        }
        if (text.indexOf('\0') >= 0) {
            throw new BadInput(name + ": the file is binary, allowed is YAML or JSON");
        }
        return text;
    }
}
