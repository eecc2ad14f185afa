package io.offsetlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offsetlab.report.text.TextReport;
import io.offsetlab.scenario.BadInput;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody must ever find half a report, nor lose an old one to a failed write. */
final class ReportFolderTest {
    private static final Comparison COMPARISON = Comparison.of(SmallSweep.sweep());

    @TempDir
    private Path folder;

    private static final class Failing implements ReportFormat {
        @Override
        public String fileName() {
            return "report.txt";
        }

        @Override
        public void write(Comparison comparison, Writer out) throws IOException {
            out.append("half");
            throw new IOException("disk full");
        }
    }

    @Test
    void makesTheFolderAndLeavesNothingElseBehind() throws IOException {
        Path inner = folder.resolve("a/b");
        List<Path> files = new ReportFolder(inner).write(COMPARISON, List.of(new TextReport()));

        assertThat(files).containsExactly(inner.resolve("report.txt"));
        try (Stream<Path> all = Files.list(inner)) {
            assertThat(all).containsExactly(inner.resolve("report.txt"));
        }
    }

    @Test
    void aFailedWriteLeavesTheOldReportAlone() throws IOException {
        Files.writeString(folder.resolve("report.txt"), "old");

        assertThatThrownBy(() -> new ReportFolder(folder).write(COMPARISON, List.of(new Failing())))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the report cannot be written there");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(folder.resolve("report.txt"));
        }
        assertThat(folder.resolve("report.txt")).hasContent("old");
    }

    @Test
    void aFileInPlaceOfTheFolderIsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");

        assertThatThrownBy(() -> new ReportFolder(file).write(COMPARISON, List.of(new TextReport())))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ": the report cannot be written there")
                .hasMessageEndingWith("needed is a folder that can be made and written to");
    }
}
