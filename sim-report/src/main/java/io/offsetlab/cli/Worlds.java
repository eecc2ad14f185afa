package io.offsetlab.cli;

import io.offsetlab.protocol.KafkaFix;
import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.Dump;
import io.offsetlab.scenario.FixNames;
import io.offsetlab.scenario.Scenario;
import io.offsetlab.scenario.ScenarioSource;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Worlds by name. A name may carry what was changed, such as {@code generated+max.poll.records=10} or
 * {@code rolling-restart+dump=orders.jsonl}, so that a seed line says all of it.
 */
final class Worlds {
    private static final String DUMP = "dump";
    private static final String FIX = "fix";

    private Worlds() {}

    /** @throws BadInput if there is none of that name, or what is changed in it cannot be used */
    static ScenarioSource named(String name) {
        String[] parts = name.split("\\+(?=[a-z.]+=)", -1);
        ScenarioSource source = ScenarioSource.named(notAFolder(parts[0]));
        Map<String, String> settings = new TreeMap<>();
        List<String> fixes = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String key = parts[i].substring(0, parts[i].indexOf('='));
            String value = parts[i].substring(parts[i].indexOf('=') + 1);
            if (key.equals(DUMP)) {
                source = withDump(source, value);
            } else if (key.equals(FIX)) {
                fixes.add(value);
            } else {
                Settings.put("--scenario", settings, key, value);
            }
        }
        return withFixes(withSettings(source, settings), "--scenario", fixes);
    }

    private static String notAFolder(String name) {
        try {
            if (Files.isDirectory(Path.of(name))) {
                throw new BadInput("--scenario: found the folder \"" + name + "\", allowed is a file or a name; see "
                        + "offsetlab list scenarios");
            }
        } catch (InvalidPathException e) {
            // then it is no folder either
        }
        return name;
    }

    /** The same worlds with more settings for their consumers. */
    static ScenarioSource withSettings(ScenarioSource source, Map<String, String> settings) {
        return settings.isEmpty() ? source : new Configured(source, settings);
    }

    /**
     * The same worlds with clients in which bugs of Kafka are mended.
     *
     * @param option what messages name
     * @throws BadInput if no bug of such a name can be mended
     */
    static ScenarioSource withFixes(ScenarioSource source, String option, List<String> names) {
        Set<KafkaFix> fixes = EnumSet.noneOf(KafkaFix.class);
        names.forEach(name -> fixes.add(FixNames.find(option, name)));
        return fixes.isEmpty() ? source : new Mended(source, fixes);
    }

    /** The same worlds with the records of a dump. */
    static ScenarioSource withDump(ScenarioSource source, String file) {
        try {
            return new Dumped(source, file, new DumpedTopic(Dump.read(Path.of(file))));
        } catch (InvalidPathException e) {
            throw new BadInput("--dump: found \"" + file + "\", allowed is a file that can be read");
        }
    }

    /** A source whose consumers have further settings. */
    private record Configured(ScenarioSource source, Map<String, String> settings) implements ScenarioSource {
        @Override
        public String name() {
            return source.name() + Settings.suffix(settings);
        }

        @Override
        public Scenario draw(long seed) {
            return source.draw(seed).withClient(settings);
        }
    }

    /** A source whose consumers lack some bugs of Kafka. */
    private record Mended(ScenarioSource source, Set<KafkaFix> fixes) implements ScenarioSource {
        @Override
        public String name() {
            StringBuilder name = new StringBuilder(source.name());
            fixes.forEach(fix -> name.append('+').append(FIX).append('=').append(fix.text()));
            return name.toString();
        }

        @Override
        public Scenario draw(long seed) {
            Scenario scenario = source.draw(seed);
            Set<KafkaFix> all = EnumSet.copyOf(fixes);
            all.addAll(scenario.fixes());
            return scenario.toBuilder().fixes(all).build();
        }
    }

    /** A source whose records come from a dump. */
    private record Dumped(ScenarioSource source, String file, DumpedTopic topic) implements ScenarioSource {
        @Override
        public String name() {
            return source.name() + "+" + DUMP + "=" + file;
        }

        @Override
        public Scenario draw(long seed) {
            return topic.into(source.draw(seed));
        }
    }
}
