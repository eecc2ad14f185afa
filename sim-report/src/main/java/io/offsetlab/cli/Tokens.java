package io.offsetlab.cli;

import io.offsetlab.scenario.ScenarioToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tokens, given as such or in a file. */
final class Tokens {
    private static final int MOST_BYTES = 64 << 20;

    private Tokens() {}

    /** The token that a text is or that the file of that name begins with; null if it is neither. */
    static @Nullable String find(String text) {
        if (ScenarioToken.isToken(text)) {
            return text.strip();
        }
        try {
            Path file = Path.of(text);
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            String content = Files.readString(file).strip();
            return ScenarioToken.isToken(content) ? content : null;
        } catch (CharacterCodingException | InvalidPathException e) {
            return null;
        } catch (IOException e) {
            // whoever reads it as a scenario says what is wrong with the file
            return null;
        }
    }
}
