package io.offsetlab.byo.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how many cases agree, by kind. */
final class Tally {
    private final Map<String, int[]> byKind = new TreeMap<>();

    /** Runs a case; the line says what came of it. */
    String add(RecordedCase each) {
        Verdict verdict = each.run();
        byKind.computeIfAbsent(each.kind(), kind -> new int[Verdict.Result.values().length])[
                verdict.result().ordinal()]++;
        return switch (verdict.result()) {
            case AGREES -> "ok " + each.name();
            case DIFFERS -> "differs: " + each.name() + ' ' + verdict.text();
            case SKIPPED -> "skipped: " + each.name() + ", " + verdict.text();
        };
    }

    private int count(Verdict.Result result) {
        return byKind.values().stream()
                .mapToInt(counts -> counts[result.ordinal()])
                .sum();
    }

    int differing() {
        return count(Verdict.Result.DIFFERS);
    }

    int compared() {
        return count(Verdict.Result.AGREES) + differing();
    }

    /** {@code n of m agree}, and how many were skipped. */
    String summary() {
        return text(count(Verdict.Result.AGREES), differing(), count(Verdict.Result.SKIPPED));
    }

    /** A line for each kind. */
    List<String> byKind() {
        List<String> lines = new ArrayList<>();
        byKind.forEach((kind, counts) -> lines.add(kind + ": " + text(counts[0], counts[1], counts[2])));
        return lines;
    }

    private static String text(int agreeing, int differing, int skipped) {
        return agreeing + " of " + (agreeing + differing) + " agree"
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }
}
