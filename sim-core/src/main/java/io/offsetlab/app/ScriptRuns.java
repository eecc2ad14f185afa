package io.offsetlab.app;

import java.util.ArrayList;
import java.util.List;

/** Offsets of one partition in order of arrival, consecutive ones folded: {@code 0-4,2-4}. */
final class ScriptRuns {
    private final List<long[]> runs = new ArrayList<>();

    /** Adds the offsets from {@code from} up to and without {@code to}. */
    void add(long from, long to) {
        long[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last != null && last[1] == from) {
            last[1] = to;
        } else {
            runs.add(new long[] {from, to});
        }
    }

    /** Pairs of first and end, end exclusive. */
    List<long[]> pairs() {
        return runs;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long[] run : runs) {
            text.append(text.isEmpty() ? "" : ",").append(run[0]);
            if (run[1] - run[0] > 1) {
                text.append('-').append(run[1] - 1);
            }
        }
        return text.toString();
    }
}
