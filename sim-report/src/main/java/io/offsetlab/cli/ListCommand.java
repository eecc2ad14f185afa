package io.offsetlab.cli;

import io.offsetlab.counterexample.DeviationKind;
import io.offsetlab.fault.FaultKind;
import io.offsetlab.metric.Metric;
import io.offsetlab.metric.Situation;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.BuiltinScenarios;
import io.offsetlab.scenario.ClientKeys;
import io.offsetlab.scenario.Nearest;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** What there is to choose from, a line each. */
@CommandLine.Command(
        name = "list",
        customSynopsis = "offsetlab list WHAT",
        sortOptions = false,
        description = "Lists policies, scenarios, invariants, faults, placements (what explore places), metrics,"
                + " situations (of which a report says whether a run came into them) or configs, a line each.",
        footer = {"", "Example:", "  offsetlab list policies"})
final class ListCommand implements Command {
    private static final List<String> KINDS =
            List.of("policies", "scenarios", "invariants", "faults", "placements", "metrics", "situations", "configs");

    @Parameters(
            paramLabel = "WHAT",
            description = "policies, scenarios, invariants, faults, placements, metrics, situations or configs.")
    private String what = "";

    @Override
    public int run(Terminal terminal) {
        Map<String, String> lines = lines();
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((name, about) -> terminal.line(name + " ".repeat(width - name.length()) + "  " + about));
        return ExitCode.HELD;
    }

    private Map<String, String> lines() {
        return switch (what) {
            case "policies" -> policies();
            case "scenarios" -> scenarios();
            case "invariants" -> invariants();
            case "faults" -> faults();
            case "placements" -> placements();
            case "metrics" -> metrics();
            case "situations" -> situations();
            case "configs" -> configs();
            default ->
                throw new BadInput(
                        "found \"" + what + "\", allowed are " + String.join(", ", KINDS) + Nearest.hint(what, KINDS));
        };
    }

    private static Map<String, String> policies() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Policy policy : Policies.all()) {
            lines.put(policy.name(), policy.description());
        }
        for (Policy policy : Policies.onRequest()) {
            lines.put(policy.name(), "only if named: " + policy.description());
        }
        return lines;
    }

    private static Map<String, String> scenarios() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                ScenarioSource.GENERATED, "another world for each seed: members, load, timeouts and faults are drawn");
        for (Scenario scenario : BuiltinScenarios.all()) {
            lines.put(scenario.name(), scenario.about());
        }
        return lines;
    }

    private static Map<String, String> invariants() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (InvariantName invariant : InvariantName.values()) {
            lines.put(invariant.name(), "broken when " + invariant.brokenWhen());
        }
        return lines;
    }

    private static Map<String, String> faults() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (FaultKind kind : FaultKind.values()) {
            lines.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), kind.description());
        }
        return lines;
    }

    private static Map<String, String> placements() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (DeviationKind kind : DeviationKind.values()) {
            lines.put(kind.text(), kind.description());
        }
        return lines;
    }

    private static Map<String, String> metrics() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            lines.put(metric.text(), metric.description());
        }
        return lines;
    }

    private static Map<String, String> situations() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Situation situation : Situation.values()) {
            lines.put(situation.text(), situation.description());
        }
        return lines;
    }

    private static Map<String, String> configs() {
        Map<String, String> client = new TreeMap<>();
        for (ConfigDef.ConfigKey key : ConsumerConfig.configDef().configKeys().values()) {
            if (ClientKeys.acting().contains(key.name)) {
                client.put(key.name, about(key));
            }
        }
        Map<String, String> lines = new LinkedHashMap<>(client);
        for (String name : ClientKeys.broker()) {
            lines.put(name, "of the broker, in scenario files only");
        }
        return lines;
    }

    private static String about(ConfigDef.ConfigKey key) {
        String text = key.documentation
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ")
                .strip();
        int end = text.indexOf(". ");
        String sentence = end < 0 ? text : text.substring(0, end + 1);
        return key.name.equals(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)
                ? "earliest unless it is set, so that a new group skips nothing (Kafka: latest)"
                : standard(key) + sentence;
    }

    private static String standard(ConfigDef.ConfigKey key) {
        boolean plain = key.defaultValue instanceof Number
                || key.defaultValue instanceof Boolean
                || key.defaultValue instanceof String;
        return plain ? "default " + key.defaultValue + ": " : "";
    }
}
