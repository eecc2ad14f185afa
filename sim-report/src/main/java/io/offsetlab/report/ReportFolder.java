package io.offsetlab.report;

import io.offsetlab.scenario.BadInput;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes reports into a folder. A file is written under another name beside its place and then moved, so that nobody ever sees half
 * of one.
 */
public final class ReportFolder {
    private final Path folder;

    public ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the comparison in each format.
     *
     * @return the files, in the order of the formats
     * @throws BadInput if the folder cannot be made or written to
     */
    public List<Path> write(Comparison comparison, List<ReportFormat> formats) {
        try {
            Files.createDirectories(folder);
            List<Path> files = new ArrayList<>();
            for (ReportFormat format : formats) {
                files.add(write(comparison, format));
            }
            return files;
        } catch (IOException e) {
            throw new BadInput(folder + ": the report cannot be written there ("
                    + e.getClass().getSimpleName() + "), needed is a folder that can be made and written to");
        }
    }

    private Path write(Comparison comparison, ReportFormat format) throws IOException {
        Path target = folder.resolve(format.fileName());
        Path draft = folder.resolve("." + format.fileName() + ".draft");
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                format.write(comparison, out);
            }
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
        return target;
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
