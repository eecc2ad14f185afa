package io.offsetlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Guards that a log file never fills with progress, and that a terminal is left clean. */
final class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String progress(boolean interactive) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        try (Progress progress = new Progress(new Terminal(stream, stream, interactive, SweepJvm.NONE), "check")) {
            progress.progress(0, 2_000);
            progress.progress(500, 2_000);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void pipeSeesNothing() {
        assertThat(progress(false)).isEmpty();
    }

    @Test
    void personSeesALineThatGoesAway() {
        assertThat(progress(true))
                .startsWith("\r\u001b[Kcheck: 0 of 2,000, 0 %")
                .endsWith("\r\u001b[K");
    }
}
