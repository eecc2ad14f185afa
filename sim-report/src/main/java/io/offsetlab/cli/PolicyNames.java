package io.offsetlab.cli;

import io.offsetlab.policy.Policies;
import io.offsetlab.policy.Policy;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Nearest;
import io.offsetlab.scenario.PolicyText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Policies by name. A name may carry settings, such as {@code auto-commit+auto.commit.interval.ms=1000}. */
final class PolicyNames {
    private PolicyNames() {}

    /** @throws BadInput if there is none of that name, or the file holds no policy */
    static Policy named(String text) {
        String[] parts = text.split("\\+(?=[a-z.]+=)", -1);
        Policy policy = base(parts[0].strip());
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String key = parts[i].substring(0, equals);
            String value = parts[i].substring(equals + 1);
            Settings.put("--policy", new TreeMap<>(), key, value);
            policy = with(policy, key, value);
        }
        return policy;
    }

    /** The policy with one more setting, which its name tells. */
    static Policy with(Policy policy, String key, String value) {
        return policy.withConfig(key, value).withName(policy.name() + "+" + key + "=" + value);
    }

    private static Policy base(String name) {
        Policy builtin = Policies.find(name);
        if (builtin != null) {
            return builtin;
        }
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new BadInput("--policy: found the folder \"" + name + "\", allowed is a file or a name");
            }
            if (Files.exists(file) || name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                return PolicyText.read(file);
            }
        } catch (InvalidPathException e) {
            // then it can only be a mistaken name
        }
        List<String> names = Stream.concat(Policies.all().stream(), Policies.onRequest().stream())
                .map(Policy::name)
                .toList();
        throw new BadInput("--policy: found \"" + name + "\", allowed is a file or one of " + String.join(", ", names)
                + Nearest.hint(name, names));
    }
}
