package io.offsetlab.cli;

import io.offsetlab.scenario.BadInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Seeds from one to another.
 *
 * @param from the first
 * @param to the last, inclusive
 */
record SeedRange(long from, long to) {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})\\.\\.([0-9]{1,18})");

    /** {@code N} is 1 to N, {@code A..B} is A to B. */
    static SeedRange parse(String text) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return between(text, Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
        }
        if (COUNT.matcher(text).matches()) {
            return between(text, 1, Long.parseLong(text));
        }
        throw bad(text);
    }

    private static SeedRange between(String text, long from, long to) {
        if (from > to) {
            throw bad(text);
        }
        return new SeedRange(from, to);
    }

    private static BadInput bad(String text) {
        return new BadInput("--seeds: found \"" + text
                + "\", allowed is a number of at least 1, or a range A..B in which B is not smaller than A");
    }

    /** One seed. */
    static SeedRange one(String text) {
        if (!COUNT.matcher(text).matches()) {
            throw new BadInput("--seed: found \"" + text + "\", allowed is a whole number of at least 0");
        }
        long seed = Long.parseLong(text);
        return new SeedRange(seed, seed);
    }

    long size() {
        return to - from + 1;
    }
}
