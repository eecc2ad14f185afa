package io.offsetlab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Small worlds that each teach one thing about commits and offsets; their line is {@link Scenario#about()}. */
public final class BuiltinScenarios {
    private static final List<String> NAMES = List.of(
            "committed-below-processed",
            "committed-above-processed",
            "auto-commit-five-seconds",
            "commit-before-processing",
            "async-without-retry",
            "sync-at-the-end",
            "specified-offsets-mid-batch",
            "reading-from-specific-offsets",
            "rolling-restart",
            "rolling-upgrade",
            "scale-out",
            "zombie-pause",
            "coordinator-failover");

    private BuiltinScenarios() {}

    /** In the order in which they are listed everywhere. */
    public static List<String> names() {
        return NAMES;
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public static Scenario get(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no built-in scenario is called " + name);
        }
        String file = name + ".yaml";
        try (InputStream in = BuiltinScenarios.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            byte[] bytes = in.readNBytes(Limits.SCENARIO_BYTES + 1);
            return ScenarioText.read(file, InputFile.decode(file, bytes, Limits.SCENARIO_BYTES));
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + file + " cannot be read", e);
        }
    }

    /** All of them, in order. */
    public static List<Scenario> all() {
        return NAMES.stream().map(BuiltinScenarios::get).toList();
    }
}
