package io.offsetlab.cli;

import io.offsetlab.scenario.BadInput;
import io.offsetlab.scenario.ClientKeys;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings of Kafka's consumer as a person gives them: {@code key=value}, or a file of properties. */
final class Settings {
    private Settings() {}

    /**
     * Reads settings; of a key that is given twice the last value holds.
     *
     * @param option what messages name
     * @throws BadInput if a text is neither, or Kafka does not know a key or refuses a value, or one that is given with it
     */
    static Map<String, String> read(String option, List<String> texts) {
        Map<String, String> settings = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals > 0) {
                put(
                        option,
                        settings,
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            } else {
                file(option, text)
                        .forEach((key, value) -> put(
                                option + " " + text,
                                settings,
                                String.valueOf(key).strip(),
                                String.valueOf(value).strip()));
            }
        }
        ClientKeys.check(option, settings);
        return settings;
    }

    /** One value that is named together with its key. */
    static void put(String option, Map<String, String> settings, String key, String value) {
        ClientKeys.check(option, key, value);
        settings.put(key, value.replaceAll("\\s*,\\s*", ","));
    }

    private static Properties file(String option, String text) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(text))) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput(option + ": found \"" + text
                    + "\", allowed is key=value, or a file of properties that can be read");
        }
    }

    /** Settings behind a name: {@code name+key=value+key=value}. */
    static String suffix(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append('+').append(key).append('=').append(value));
        return text.toString();
    }
}
