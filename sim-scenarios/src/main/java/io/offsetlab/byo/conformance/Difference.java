package io.offsetlab.byo.conformance;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The first place at which two outcomes differ.
 *
 * @param path a JSON pointer
 */
record Difference(String path, String expected, String got) {
    private static final String NOTHING = "nothing";

    /** A step without a result is recorded without one or with null. */
    private static final Pattern RESULT = Pattern.compile("/trace/\\d+/r");

    /** The first difference outside of the unstable paths, or null. */
    static @Nullable Difference first(JsonNode expected, JsonNode got, Set<String> unstable) {
        return first("", expected, got, unstable);
    }

    /** The same for a part of the outcomes that stands at a path. */
    static @Nullable Difference firstBelow(
            String path, @Nullable JsonNode expected, @Nullable JsonNode got, Set<String> unstable) {
        return first(path, expected, got, unstable);
    }

    private static @Nullable Difference first(
            String path, @Nullable JsonNode expected, @Nullable JsonNode got, Set<String> unstable) {
        if (unstable.contains(path)) {
            return null;
        }
        if (expected != null
                && expected.isNull()
                && got == null
                && RESULT.matcher(path).matches()) {
            return null;
        }
        if (expected != null && got != null) {
            if (expected.isObject() && got.isObject()) {
                return inObject(path, expected, got, unstable);
            }
            if (expected.isArray() && got.isArray()) {
                return inArray(path, expected, got, unstable);
            }
            if (isEqual(expected, got)) {
                return null;
            }
        }
        return new Difference(path, text(expected), text(got));
    }

    private static boolean isEqual(JsonNode expected, JsonNode got) {
        return (expected.isIntegralNumber() && got.isIntegralNumber())
                ? expected.longValue() == got.longValue()
                : expected.equals(got);
    }

    private static @Nullable Difference inObject(String path, JsonNode expected, JsonNode got, Set<String> unstable) {
        Set<String> names = new TreeSet<>(expected.propertyNames());
        names.addAll(got.propertyNames());
        for (String name : names) {
            Difference found = first(path + '/' + name, expected.get(name), got.get(name), unstable);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Difference inArray(String path, JsonNode expected, JsonNode got, Set<String> unstable) {
        for (int i = 0; i < Math.max(expected.size(), got.size()); i++) {
            Difference found = first(path + '/' + i, expected.get(i), got.get(i), unstable);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? NOTHING : node.toString();
    }
}
