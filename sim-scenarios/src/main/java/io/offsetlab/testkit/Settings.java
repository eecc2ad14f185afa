package io.offsetlab.testkit;

import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What {@link Simulated} and the system properties say, checked.
 *
 * @param client settings of the consumers by Kafka's keys, over those of the world
 */
record Settings(
        int seeds,
        long base,
        int failures,
        int smallerWorlds,
        String corpus,
        List<InvariantName> keeps,
        ScenarioSource source,
        Map<String, String> client) {
    private static final String NAME = "@Simulated";

    /** @throws BadInput if an attribute or property is out of range */
    static Settings of(Simulated simulated, ExtensionContext context) {
        Settings settings = new Settings(
                number("seeds", simulated.seeds(), 1, 1_000_000),
                context.getConfigurationParameter(SimulatedExtension.BASE)
                        .map(Settings::base)
                        .orElse(simulated.base()),
                number("failures", simulated.failures(), 1, 100),
                number("smallerWorlds", simulated.smallerWorlds(), 0, 1_000_000),
                simulated.corpus(),
                List.of(simulated.keeps()),
                WorldSource.of(NAME, simulated.scenario(), options(simulated)),
                client(simulated));
        settings.firstWorld();
        return settings;
    }

    /** A setting that no world can have is found before anything runs. */
    private void firstWorld() {
        try {
            world(new Seed.Drawn(base));
        } catch (BadInput e) {
            throw new BadInput(NAME + ", " + e.getMessage());
        }
    }

    /** Whether something was said about worlds. */
    boolean describeWorlds() {
        return !source.name().equals(ScenarioSource.GENERATED) || !client.isEmpty();
    }

    private static int number(String attribute, int found, int least, int most) {
        if (found < least || found > most) {
            throw new BadInput(NAME + "(" + attribute + "): found " + found + ", allowed is a whole number from "
                    + least + " to " + most);
        }
        return found;
    }

    private static long base(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInput(SimulatedExtension.BASE + ": found \"" + text + "\", allowed is a number of 64 bits");
        }
    }

    private static Map<String, String> options(Simulated simulated) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("members", simulated.members());
        options.put("partitions", simulated.partitions());
        options.put("records", simulated.records());
        options.put("faults", simulated.faults());
        options.put("duration", simulated.duration());
        options.put("processing", simulated.processing());
        options.put("rate", simulated.rate());
        return options;
    }

    private static Map<String, String> client(Simulated simulated) {
        Map<String, String> client = new TreeMap<>();
        for (String setting : simulated.client()) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new BadInput(NAME + "(client): found \"" + setting
                        + "\", allowed is a key of Kafka's and a value, such as max.poll.records=50");
            }
            client.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        if (!simulated.protocol().isEmpty()) {
            client.put("group.protocol", simulated.protocol());
        }
        return client;
    }

    /** The world of a seed: drawn, or the token's own. */
    Scenario world(Seed seed) {
        if (seed instanceof Seed.Token token) {
            return token.token().scenario();
        }
        Scenario drawn = source.draw(seed.number());
        return client.isEmpty() ? drawn : with(drawn);
    }

    private Scenario with(Scenario drawn) {
        return drawn.withClient(client);
    }
}
