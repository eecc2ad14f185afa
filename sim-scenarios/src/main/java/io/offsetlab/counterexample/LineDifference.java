package io.offsetlab.counterexample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the first fact in which two runs of one world differ that were written as JSON lines, such as by two processes; lane by lane
 * and without diagnostic facts, as {@link FirstDifference} does for facts at hand.
 */
public final class LineDifference {
    private static final Pattern FACT =
            Pattern.compile("\\{\"fact\":\"([A-Za-z]+)\",\"code\":[0-9]+,\"at\":([0-9]+),\"lane\":\"([^\"]*)\".*");

    private static final List<String> DIAGNOSTIC = List.of("EmptyPolls", "Heartbeats", "Exited", "Traveled");

    private LineDifference() {}

    private record Line(long at, String text) {}

    /** The difference as a sentence, or null if the lines say the same. */
    public static @Nullable String between(List<String> one, List<String> other) {
        Map<String, List<Line>> left = lanes(one);
        Map<String, List<Line>> right = lanes(other);
        Map<String, List<Line>> all = new TreeMap<>(left);
        right.forEach(all::putIfAbsent);
        long earliest = Long.MAX_VALUE;
        String sentence = null;
        for (String lane : all.keySet()) {
            List<Line> lines = left.getOrDefault(lane, List.of());
            List<Line> others = right.getOrDefault(lane, List.of());
            for (int i = 0; i < Math.max(lines.size(), others.size()); i++) {
                Line once = i < lines.size() ? lines.get(i) : null;
                Line again = i < others.size() ? others.get(i) : null;
                if (once == null || !once.equals(again)) {
                    long at = Math.min(at(once), at(again));
                    if (at < earliest) {
                        earliest = at;
                        sentence = "at " + at + " us in the lane of " + lane + ": once " + text(once) + ", once "
                                + text(again);
                    }
                    break;
                }
            }
        }
        return sentence;
    }

    private static long at(@Nullable Line line) {
        return line == null ? Long.MAX_VALUE : line.at();
    }

    private static String text(@Nullable Line line) {
        return line == null ? "nothing" : line.text();
    }

    private static Map<String, List<Line>> lanes(List<String> lines) {
        Map<String, List<Line>> lanes = new TreeMap<>();
        for (String line : lines) {
            Matcher fact = FACT.matcher(line);
            if (fact.matches() && !DIAGNOSTIC.contains(fact.group(1))) {
                lanes.computeIfAbsent(fact.group(3), lane -> new ArrayList<>())
                        .add(new Line(Long.parseLong(fact.group(2)), line));
            }
        }
        return lanes;
    }
}
