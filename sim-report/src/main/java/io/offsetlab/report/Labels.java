package io.offsetlab.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tables and pictures call a policy: its name, in which the class names of varied settings are told without their packages
 * where that still tells all policies apart.
 */
final class Labels {
    private static final Pattern CLASS =
            Pattern.compile("(?<==)(?:[a-z_][A-Za-z0-9_]*\\.)+([A-Z][A-Za-z0-9_$]*)(?=\\+|$)");

    private Labels() {}

    /** The label of the policy at this place. */
    static String of(List<String> names, int place) {
        Map<String, Integer> users = new HashMap<>();
        for (String name : names) {
            users.merge(shortened(name), 1, Integer::sum);
        }
        String label = shortened(names.get(place));
        return users.getOrDefault(label, 0) > 1 ? names.get(place) : label;
    }

    private static String shortened(String name) {
        Matcher classes = CLASS.matcher(name);
        return classes.replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }
}
