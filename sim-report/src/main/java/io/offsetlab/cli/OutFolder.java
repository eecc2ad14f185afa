package io.offsetlab.cli;

import io.offsetlab.scenario.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Writes text files into a folder, each under another name first, so that nobody ever sees half of one. */
final class OutFolder {
    private final Path folder;
    private final List<String> written = new ArrayList<>();

    OutFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws BadInput if the folder cannot be made or written to */
    void write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "." + name, ".tmp");
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BadInput("--out: " + folder + " cannot be written to ("
                    + e.getClass().getSimpleName() + "), needed is a folder that can be made and written to");
        }
        written.add(folder.resolve(name).toString());
    }

    String written() {
        return String.join(", ", written);
    }
}
