package io.offsetlab.system;

import io.offsetlab.counterexample.JudgedRun;
import io.offsetlab.invariant.Violation;
import io.offsetlab.policy.Policy;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.scenario.PolicyText;
import io.offsetlab.scenario.ScenarioSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy file of {@code wrong-policies/}, whose comment says what it breaks and in which worlds.
 *
 * @param command the line that shows it, as the comment has it
 * @param why the rest of the comment: what is behind it
 * @param yaml the file without its comment
 * @param policy what it holds
 * @param broken the invariant that it has to break
 * @param from the first seed of the command
 */
record WrongPolicy(
        String command,
        String why,
        String yaml,
        Policy policy,
        InvariantName broken,
        ScenarioSource worlds,
        long from) {
    static final Path FOLDER = Path.of(System.getProperty("basedir", "")).resolve("../wrong-policies");

    private static final Pattern BREAKS = Pattern.compile(
            "Breaks ([A-Z]+): (offsetlab check --policy (\\S+) --seeds ([0-9]+)\\.\\.[0-9]+ --scenario (\\S+))");

    /** All of them, in the order of their names. */
    static List<WrongPolicy> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(WrongPolicy::read).toList();
        }
    }

    private static WrongPolicy read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String comment = lines.stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.substring(1).strip())
                    .collect(Collectors.joining(" "));
            Matcher breaks = BREAKS.matcher(comment);
            if (!breaks.find() || !breaks.group(3).equals("wrong-policies/" + file.getFileName())) {
                throw new AssertionError(file + " does not say what it breaks and how to see it");
            }
            return new WrongPolicy(
                    breaks.group(2),
                    comment.substring(0, breaks.start()).strip(),
                    lines.stream().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n", "", "\n")),
                    PolicyText.read(file),
                    InvariantName.valueOf(breaks.group(1)),
                    ScenarioSource.named(breaks.group(5)),
                    Long.parseLong(breaks.group(4)));
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    String name() {
        return policy.name();
    }

    /** The first seed from there on in whose world a promise is broken. */
    long caught(long first, int most) {
        for (long seed = first; seed < first + most; seed++) {
            if (brokenBy(seed) != null) {
                return seed;
            }
        }
        throw new AssertionError(name() + " broke no promise with the seeds " + first + " to " + (first + most - 1));
    }

    private @Nullable Violation brokenBy(long seed) {
        return JudgedRun.of(worlds.draw(seed), policy, seed).broken();
    }
}
