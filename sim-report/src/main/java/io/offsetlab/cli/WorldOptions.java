package io.offsetlab.cli;

import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ClientKeys;
import io.offsetlab.scenario.Ranges;
import io.offsetlab.scenario.ScenarioSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say in which worlds something runs. */
final class WorldOptions {
    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "The world: 'generated' draws another one for each seed (default), a built-in one, or a YAML"
                    + " or JSON file; see offsetlab list scenarios.")
    private @Nullable String scenario;

    @Option(names = "--members", paramLabel = "N|A..B", description = "Generated worlds: processes (2..5).")
    private @Nullable String members;

    @Option(names = "--partitions", paramLabel = "N|A..B", description = "Generated worlds: partitions (2..12).")
    private @Nullable String partitions;

    @Option(names = "--records", paramLabel = "N|A..B", description = "Generated worlds: records (1000..20000).")
    private @Nullable String records;

    @Option(names = "--faults", paramLabel = "N|A..B", description = "Generated worlds: faults (2..8).")
    private @Nullable String faults;

    @Option(names = "--rate", paramLabel = "N|A..B", description = "Generated worlds: records a second.")
    private @Nullable String rate;

    @Option(
            names = "--processing",
            paramLabel = "T|A..B",
            description = "Generated worlds: time for a record, such as 2ms or 500us..10ms.")
    private @Nullable String processing;

    @Option(
            names = "--duration",
            paramLabel = "T|A..B",
            description = "Generated worlds: virtual time until nothing goes wrong any more (60s..10m).")
    private @Nullable String duration;

    @Option(
            names = "--workers",
            paramLabel = "N|A..B",
            description = "Generated worlds: how many records an application processes at a time (1).")
    private @Nullable String workers;

    @Option(
            names = "--order",
            paramLabel = "WORD",
            description = "Generated worlds: what several workers do one after another, by partition, key or none.")
    private @Nullable String order;

    @Option(names = "--poison", paramLabel = "N|A..B", description = "Generated worlds: records that fail (0).")
    private @Nullable String poison;

    @Option(names = "--slow", paramLabel = "N|A..B", description = "Generated worlds: records that are slow (0).")
    private @Nullable String slow;

    @Option(
            names = "--sink",
            paramLabel = "WORD",
            description = "Generated worlds: plain (default), buffered, unfenced-store, dedupe, dedupe-after or"
                    + " dedupe-before.")
    private @Nullable String sink;

    @Option(
            names = "--protocol",
            paramLabel = "WORD",
            description = "Generated worlds: the members' group.protocol, classic (default), consumer or drawn.")
    private @Nullable String protocol;

    @Option(
            names = "--dump",
            paramLabel = "FILE",
            description = "Takes the records from a dump of a topic: JSON lines with partition, offset, key, value.")
    private @Nullable String dump;

    @Option(
            names = "--config",
            paramLabel = "KEY=VALUE|FILE",
            description = "A setting of Kafka's consumer, or a file of properties; may be repeated. A policy's own"
                    + " settings win.")
    private List<String> config = new ArrayList<>();

    @Option(
            names = "--fix",
            paramLabel = "BUG",
            description = "A bug of Kafka 4.4.0 that the consumers are not to have, both of auto-commit with"
                    + " group.protocol=consumer: KAFKA-18641, by which it may run ahead of poll, and"
                    + " RETRIED-REBALANCE-COMMIT, by which it may commit what is in hand. May be repeated.")
    private List<String> fixes = new ArrayList<>();

    /** @throws BadInput if the options contradict each other or name nothing that there is */
    ScenarioSource source() {
        return source(scenario == null ? ScenarioSource.GENERATED : scenario);
    }

    /** The worlds of that name with everything else as the options say. */
    ScenarioSource source(String name) {
        ScenarioSource source = ranged(name);
        String file = dump;
        if (file != null) {
            source = Worlds.withDump(source, file);
        }
        return Worlds.withFixes(Worlds.withSettings(source, Settings.read("--config", config)), "--fix", fixes);
    }

    boolean isGiven() {
        return scenario != null || dump != null || !config.isEmpty() || !fixes.isEmpty() || !given().isEmpty();
    }

    /**
     * The world that is given as the command's argument or as an option.
     *
     * @throws BadInput if it is given as both or as neither
     */
    ScenarioSource source(@Nullable String argument, String command) {
        if (argument != null && scenario != null) {
            throw new BadInput("found \"" + argument + "\" and --scenario " + scenario + ", allowed is one of them");
        }
        if (argument == null && scenario == null && given().isEmpty()) {
            throw new BadInput("FILE is missing, allowed is offsetlab " + command
                    + " FILE, or --scenario NAME; see offsetlab list scenarios");
        }
        return argument == null ? source() : source(argument);
    }

    /**
     * Says which settings have no effect because a policy has its own.
     *
     * @throws BadInput if a setting does not belong to the {@code group.protocol} that a policy asks for
     */
    void noteOverridden(List<Policy> policies, Terminal terminal) {
        Map<String, String> settings = Settings.read("--config", config);
        policies.forEach(policy -> ClientKeys.checkUnder("--config", settings, policy.config()));
        settings.forEach((key, value) -> {
            List<String> own = policies.stream()
                    .filter(policy -> !policy.config().getOrDefault(key, value).equals(value))
                    .map(Policy::name)
                    .toList();
            if (!own.isEmpty()) {
                terminal.message("Note: --config " + key + "=" + value + " has no effect on " + String.join(", ", own)
                        + ", whose own setting wins; use --vary to change it.");
            }
        });
    }

    private ScenarioSource ranged(String name) {
        Map<String, String> given = given();
        if (given.isEmpty()) {
            return Worlds.named(name);
        }
        if (!name.equals(ScenarioSource.GENERATED)) {
            throw new BadInput("--" + given.keySet().iterator().next() + " and --scenario " + name
                    + ": found both, allowed is one; the first is for generated worlds only");
        }
        Ranges ranges = Ranges.DEFAULT;
        for (Map.Entry<String, String> range : given.entrySet()) {
            ranges = ranges.with(range.getKey(), range.getValue());
        }
        return ScenarioSource.generated(ranges);
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "members", members);
        put(given, "partitions", partitions);
        put(given, "records", records);
        put(given, "faults", faults);
        put(given, "rate", rate);
        put(given, "processing", processing);
        put(given, "duration", duration);
        put(given, "workers", workers);
        put(given, "order", order);
        put(given, "poison", poison);
        put(given, "slow", slow);
        put(given, "sink", sink);
        put(given, "protocol", protocol);
        return given;
    }

    private static void put(Map<String, String> given, String option, @Nullable String text) {
        if (text != null) {
            given.put(option, text);
        }
    }
}
