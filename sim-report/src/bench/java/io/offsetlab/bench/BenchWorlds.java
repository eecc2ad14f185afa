package io.offsetlab.bench;

import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioText;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scenario files in the folder {@code bench} at the top. */
final class BenchWorlds {
    private BenchWorlds() {}

    /** Reads one, from the top or from a module's folder. */
    static Scenario read(String name) {
        Path top = Path.of("bench", name + ".yaml");
        return ScenarioText.read(Files.exists(top) ? top : Path.of("..").resolve(top));
    }
}
