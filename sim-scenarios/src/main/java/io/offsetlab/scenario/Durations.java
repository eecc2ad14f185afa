package io.offsetlab.scenario;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Virtual time as a person writes it: a whole number and one of us, ms, s, m, h, d. */
public final class Durations {
    static final String ALLOWED = "allowed is a whole number and a unit, such as 10us, 300ms, 45s, 5m, 2h or 1d";

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})(us|ms|s|m|h|d)");
    private static final String[] UNITS = {"d", "h", "m", "s", "ms", "us"};
    private static final long[] MICROS = {86_400_000_000L, 3_600_000_000L, 60_000_000, 1_000_000, 1_000, 1};

    private Durations() {}

    /**
     * Reads {@code 300ms} as 300,000.
     *
     * @param where what a message names, such as {@code --duration}
     * @return microseconds
     * @throws BadInput if the text is no duration or exceeds ten years
     */
    public static long parse(String where, String text) {
        return parse(FieldPath.of(where), text);
    }

    static long parse(FieldPath path, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw BadInput.at(path, "found " + Quote.of(text) + ", " + ALLOWED);
        }
        long number = Long.parseLong(matcher.group(1));
        long unit = micros(matcher.group(2));
        if (number > Limits.DURATION_MICROS / unit) {
            throw BadInput.at(path, "found " + text + ", a duration is at most " + text(Limits.DURATION_MICROS));
        }
        return number * unit;
    }

    /** Writes 300,000 as {@code 300ms}: the largest unit of which it is a whole number. */
    public static String text(long micros) {
        for (int i = 0; micros != 0 && i < UNITS.length; i++) {
            if (micros % MICROS[i] == 0) {
                return micros / MICROS[i] + UNITS[i];
            }
        }
        return "0s";
    }

    private static long micros(String unit) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return MICROS[i];
            }
        }
        throw new IllegalArgumentException("unit " + unit);
    }
}
