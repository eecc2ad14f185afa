package io.offsetlab.group.modern;

import io.offsetlab.group.assignor.ServerAssignor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings {@code group.consumer.*} by Kafka's keys and in Kafka's units, checked as Kafka's GroupCoordinatorConfig does. Where a
 * key has a least and a most of its own, these bound what may be given and mean nothing else.
 */
public final class ConsumerGroupSettings {
    private static final String PREFIX = "group.consumer.";
    private static final String SESSION = "session.timeout.ms";
    private static final String HEARTBEAT = "heartbeat.interval.ms";
    private static final String ASSIGNMENT = "assignment.interval.ms";
    private static final String MAX_SIZE = PREFIX + "max.size";
    private static final String ASSIGNORS = PREFIX + "assignors";
    private static final String MIGRATION = PREFIX + "migration.policy";
    private static final long MILLI = 1_000;

    /** All of them. */
    public static final List<String> KEYS = keys();

    private final Map<String, String> settings;

    private ConsumerGroupSettings(Map<String, String> settings) {
        this.settings = settings;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (String bounded : List.of(SESSION, HEARTBEAT, ASSIGNMENT)) {
            keys.addAll(List.of(PREFIX + bounded, PREFIX + "min." + bounded, PREFIX + "max." + bounded));
        }
        keys.addAll(List.of(MAX_SIZE, ASSIGNORS, MIGRATION));
        return List.copyOf(keys);
    }

    /** A value that is not allowed. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String key;
        private final String allowed;

        Refused(String key, String found, String allowed) {
            super("broker setting " + key + ": found " + found + ", allowed is " + allowed);
            this.key = key;
            this.allowed = allowed;
        }

        public String key() {
            return key;
        }

        public String allowed() {
            return allowed;
        }
    }

    /**
     * Kafka's defaults changed by the settings given; other keys are passed over.
     *
     * @throws Refused if a value is not allowed
     */
    public static ConsumerGroupConfig parse(Map<String, String> settings) {
        ConsumerGroupSettings given = new ConsumerGroupSettings(settings);
        long heartbeat = given.bounded(HEARTBEAT, 1, 5_000, 5_000, 15_000);
        long session = given.bounded(SESSION, 1, 45_000, 45_000, 60_000);
        if (heartbeat >= session) {
            throw new Refused(
                    PREFIX + HEARTBEAT, Long.toString(heartbeat), "less than " + PREFIX + SESSION + ", " + session);
        }
        return new ConsumerGroupConfig(
                session * MILLI,
                heartbeat * MILLI,
                (int) given.number(MAX_SIZE, 1, Integer.MAX_VALUE, ConsumerGroupConfig.DEFAULTS.maxSize()),
                given.assignors(),
                given.bounded(ASSIGNMENT, 0, 1_000, 0, 15_000) * MILLI,
                given.migration());
    }

    private long bounded(String key, long least, long otherwise, long min, long max) {
        long from = number(PREFIX + "min." + key, least, Integer.MAX_VALUE, min);
        long to = number(PREFIX + "max." + key, from, Integer.MAX_VALUE, Math.max(from, max));
        return number(PREFIX + key, from, to, Math.min(to, Math.max(from, otherwise)));
    }

    private long number(String key, long least, long most, long otherwise) {
        String text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new Refused(key, text, "a whole number from " + least + " to " + most);
    }

    private List<String> assignors() {
        String text = settings.get(ASSIGNORS);
        if (text == null) {
            return ConsumerGroupConfig.DEFAULTS.assignors();
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            names.add(name.trim());
        }
        boolean known = names.stream().allMatch(name -> ServerAssignor.named(name) != null);
        if (!known || new HashSet<>(names).size() < names.size()) {
            throw new Refused(ASSIGNORS, text, "a list of uniform and range, each once at most");
        }
        return List.copyOf(names);
    }

    private MigrationPolicy migration() {
        String text = settings.get(MIGRATION);
        if (text == null) {
            return ConsumerGroupConfig.DEFAULTS.migration();
        }
        for (MigrationPolicy policy : MigrationPolicy.values()) {
            if (policy.name().equalsIgnoreCase(text.trim())) {
                return policy;
            }
        }
        throw new Refused(MIGRATION, text, "one of bidirectional, upgrade, downgrade, disabled");
    }

    /** What differs from Kafka's defaults, and the bounds that it needs, so that {@link #parse} gives the same again. */
    public static Map<String, String> write(ConsumerGroupConfig config) {
        ConsumerGroupConfig kafka = ConsumerGroupConfig.DEFAULTS;
        Map<String, String> map = new LinkedHashMap<>();
        put(map, SESSION, config.sessionTimeoutMicros(), kafka.sessionTimeoutMicros(), 45_000, 60_000);
        put(map, HEARTBEAT, config.heartbeatIntervalMicros(), kafka.heartbeatIntervalMicros(), 5_000, 15_000);
        put(map, ASSIGNMENT, config.assignmentIntervalMicros(), kafka.assignmentIntervalMicros(), 0, 15_000);
        if (config.maxSize() != kafka.maxSize()) {
            map.put(MAX_SIZE, Integer.toString(config.maxSize()));
        }
        if (!config.assignors().equals(kafka.assignors())) {
            map.put(ASSIGNORS, String.join(",", config.assignors()));
        }
        if (config.migration() != kafka.migration()) {
            map.put(MIGRATION, config.migration().name().toLowerCase(Locale.ROOT));
        }
        return map;
    }

    private static void put(Map<String, String> map, String key, long micros, long kafka, long min, long max) {
        long millis = micros / MILLI;
        if (micros == kafka) {
            return;
        }
        map.put(PREFIX + key, Long.toString(millis));
        if (millis < min) {
            map.put(PREFIX + "min." + key, Long.toString(millis));
        } else if (millis > max) {
            map.put(PREFIX + "max." + key, Long.toString(millis));
        }
    }

    /** The settings with one of them, and what bounds it, back at Kafka's default. */
    public static ConsumerGroupConfig without(ConsumerGroupConfig config, String key) {
        Map<String, String> left = write(config);
        String family = key.replace(PREFIX + "min.", PREFIX).replace(PREFIX + "max.", PREFIX);
        left.keySet()
                .removeIf(other -> other.equals(key)
                        || other.replace(PREFIX + "min.", PREFIX)
                                .replace(PREFIX + "max.", PREFIX)
                                .equals(family));
        return parse(left);
    }
}
