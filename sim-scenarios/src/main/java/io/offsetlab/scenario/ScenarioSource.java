package io.offsetlab.scenario;

import io.offsetlab.fault.Fault;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where scenarios come from, by a name that the command line takes and seed lines print: {@value #GENERATED} (with ranges, such as
 * {@code generated:members=3,duration=60s}), a {@linkplain BuiltinScenarios built-in} one, or a file.
 */
public interface ScenarioSource {
    /** The name of the generator. */
    String GENERATED = "generated";

    String name();

    /** The scenario for a seed; only the generator's differ from seed to seed. */
    Scenario draw(long seed);

    /**
     * Faults as another seed would draw them for the world of a seed.
     *
     * @return null if the faults of this source's worlds are not drawn
     */
    default @Nullable List<Fault> faults(long seed, long otherSeed) {
        return null;
    }

    /**
     * The source for runs whose {@code group.protocol} is said, be it by a setting of all consumers or by a policy: its drawn worlds
     * are such that groups of both protocols come to rest in them, so that the two can be compared.
     */
    default ScenarioSource forEitherProtocol() {
        return this;
    }

    /** The generator with these ranges. */
    static ScenarioSource generated(Ranges ranges) {
        ScenarioGenerator generator = new ScenarioGenerator(ranges);
        String differences = ranges.text();
        return new Drawn(GENERATED + (differences.isEmpty() ? "" : ":" + differences), generator);
    }

    /** The same scenario for each seed. */
    static ScenarioSource fixed(String name, Scenario scenario) {
        return new Fixed(name, scenario);
    }

    /**
     * The source of that name; a name of a built-in scenario goes before a file's.
     *
     * @throws BadInput if there is none, or the file holds no scenario
     */
    static ScenarioSource named(String name) {
        return named("--scenario", name);
    }

    /** As {@link #named(String)} where messages call the name something else than on the command line. */
    static ScenarioSource named(String where, String name) {
        if (name.equals(GENERATED) || name.startsWith(GENERATED + ":")) {
            return generated(Ranges.parse(name.substring(Math.min(name.length(), GENERATED.length() + 1))));
        }
        if (BuiltinScenarios.names().contains(name)) {
            return fixed(name, BuiltinScenarios.get(name));
        }
        if (isFile(name)) {
            return fixed(name, ScenarioText.read(Path.of(name)));
        }
        List<String> names = new ArrayList<>(List.of(GENERATED));
        names.addAll(BuiltinScenarios.names());
        throw new BadInput(where + ": found " + Quote.of(name) + ", allowed is a file or one of "
                + String.join(", ", names) + Nearest.hint(name, names));
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A source that draws. */
    record Drawn(String name, ScenarioGenerator generator) implements ScenarioSource {
        @Override
        public Scenario draw(long seed) {
            return generator.draw(seed);
        }

        @Override
        public List<Fault> faults(long seed, long otherSeed) {
            return generator.faults(seed, otherSeed);
        }

        @Override
        public ScenarioSource forEitherProtocol() {
            return new Drawn(name, generator.forEitherProtocol());
        }
    }

    /** A source that has one scenario. */
    record Fixed(String name, Scenario scenario) implements ScenarioSource {
        @Override
        public Scenario draw(long seed) {
            return scenario;
        }
    }
}
