package io.offsetlab.cli;

import com.google.common.base.Splitter;
import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say which policies run. */
final class PolicyOptions {
    @Option(
            names = "--policy",
            paramLabel = "NAME|FILE,..",
            split = ",",
            hideParamSyntax = true,
            description = "Built-in policies or YAML files, separated by commas; see offsetlab list policies.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--vary",
            paramLabel = "KEY=V1,V2",
            description = "Runs each policy once with each of these values of a setting of Kafka's consumer.")
    private List<String> vary = new ArrayList<>();

    /** What was given for each policy, by the policy's name: its file if it comes from one. */
    private final Map<String, String> texts = new TreeMap<>();

    /** What a seed line says for a policy that these options gave. */
    String textOf(Policy policy) {
        String base = policy.name();
        while (!texts.containsKey(base) && base.contains("+")) {
            base = base.substring(0, base.lastIndexOf('+'));
        }
        return texts.getOrDefault(base, base) + policy.name().substring(base.length());
    }

    boolean isGiven() {
        return !names.isEmpty();
    }

    /** The policies that were named, each with each variation; all built-in ones if none was named. */
    List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        if (names.isEmpty()) {
            policies.addAll(Policies.all());
        }
        for (String name : names) {
            Policy policy = PolicyNames.named(name);
            texts.put(policy.name(), name);
            policies.add(policy);
        }
        for (Map.Entry<String, List<String>> variation : variations().entrySet()) {
            policies = varied(policies, variation.getKey(), variation.getValue());
        }
        return policies;
    }

    /** The one policy that was named. */
    Policy only(String command) {
        List<Policy> policies = isGiven() ? policies() : List.of();
        if (policies.size() != 1) {
            throw new BadInput("--policy: found " + (policies.isEmpty() ? "none" : policies.size() + " policies") + ", "
                    + command + " needs one; see offsetlab list policies");
        }
        return policies.get(0);
    }

    private Map<String, List<String>> variations() {
        Map<String, List<String>> variations = new LinkedHashMap<>();
        for (String text : vary) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new BadInput(
                        "--vary: found \"" + text + "\", allowed is key=value1,value2 with a key of Kafka's consumer");
            }
            String key = text.substring(0, equals);
            List<String> values = Splitter.on(',').splitToList(text.substring(equals + 1));
            values.forEach(value -> Settings.put("--vary", new TreeMap<>(), key, value));
            if (variations.put(key, values) != null) {
                throw new BadInput("--vary: found " + key + " twice, allowed is once with all its values");
            }
        }
        return variations;
    }

    private static List<Policy> varied(List<Policy> policies, String key, List<String> values) {
        List<Policy> varied = new ArrayList<>();
        for (Policy policy : policies) {
            for (String value : values) {
                varied.add(PolicyNames.with(policy, key, value));
            }
        }
        return varied;
    }
}
