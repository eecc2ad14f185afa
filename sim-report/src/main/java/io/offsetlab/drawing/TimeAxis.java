package io.offsetlab.drawing;

import io.offsetlab.narrative.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the moments of a story stand on an axis that runs to the right. The axis is in order but not to scale: moments keep at least
 * the distance that can be read, and where nothing happens for long, or steps are left out, it is cut. Lengths are tenths of a pixel.
 */
final class TimeAxis {
    private static final long STEP = 240;
    private static final long LEAST_GAP = 200;
    private static final double PER_DOUBLING = 80;
    private static final long CUT = 640;
    private static final long EDGE = 260;

    /** A gap that is so many times the usual one is cut. */
    private static final long LONG = 24;

    private static final long SHORTEST_CUT_MICROS = 500;

    private final TreeMap<Long, Long> starts = new TreeMap<>();
    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private final Map<Integer, Long> places = new TreeMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final long from;
    private long to;

    /**
     * A place where the axis is cut.
     *
     * @param x its middle
     * @param micros how long the stretch is that is not drawn
     * @param steps how many steps of the story are left out
     */
    record Cut(long x, long micros, int steps) {}

    /**
     * Places steps and further moments.
     *
     * @param steps what is drawn of the story, in its order
     * @param moments further times that need a place of their own
     * @param from where the axis begins
     */
    TimeAxis(List<Step> steps, TreeSet<Long> moments, long from) {
        this.from = from;
        TreeMap<Long, List<Step>> byTime = new TreeMap<>();
        moments.forEach(at -> byTime.put(at, new ArrayList<>()));
        steps.forEach(
                step -> byTime.computeIfAbsent(step.at(), at -> new ArrayList<>()).add(step));
        long usual = usualGap(byTime.navigableKeySet());
        long x = from + EDGE;
        long before = -1;
        int number = 0;
        for (Map.Entry<Long, List<Step>> moment : byTime.entrySet()) {
            int first = moment.getValue().stream().mapToInt(Step::number).min().orElse(number + 1);
            int leftOut = number == 0 ? 0 : Math.max(0, first - number - 1);
            if (before >= 0) {
                x += gap(x, moment.getKey() - before, usual, leftOut);
            }
            starts.put(moment.getKey(), x);
            x = place(moment.getValue(), x);
            ends.put(moment.getKey(), x);
            before = moment.getKey();
            number = Math.max(
                    number,
                    moment.getValue().stream().mapToInt(Step::number).max().orElse(number));
        }
        to = x + EDGE;
    }

    /** The middle one of the gaps between moments. */
    private static long usualGap(Iterable<Long> times) {
        List<Long> gaps = new ArrayList<>();
        long before = -1;
        for (long at : times) {
            if (before >= 0) {
                gaps.add(at - before);
            }
            before = at;
        }
        gaps.sort(Long::compare);
        return gaps.isEmpty() ? 1 : Math.max(1, gaps.get(gaps.size() / 2));
    }

    private long gap(long x, long micros, long usual, int leftOut) {
        if (leftOut > 0 || micros > Math.max(SHORTEST_CUT_MICROS, usual * LONG)) {
            cuts.add(new Cut(x + CUT / 2, micros, leftOut));
            return CUT;
        }
        double doublings = StrictMath.log(1 + (double) micros / usual) / StrictMath.log(2);
        return LEAST_GAP + StrictMath.round(PER_DOUBLING * doublings);
    }

    /** Steps of one instant stand side by side where they share a lane or belong together in their order. */
    private long place(List<Step> steps, long x) {
        long last = x;
        for (int i = 0; i < steps.size(); i++) {
            last = x + i * STEP;
            places.put(steps.get(i).number(), last);
        }
        return last;
    }

    /** Where a step stands. */
    long of(Step step) {
        return places.getOrDefault(step.number(), at(step.at()));
    }

    /** Where a time stands: behind all that happened at it; between two moments, in proportion. */
    long at(long micros) {
        Map.Entry<Long, Long> before = ends.floorEntry(micros);
        Map.Entry<Long, Long> after = starts.ceilingEntry(micros);
        if (before == null) {
            return from;
        }
        if (before.getKey() == micros || after == null) {
            return before.getKey() == micros ? before.getValue() : to;
        }
        double share = (double) (micros - before.getKey()) / (after.getKey() - before.getKey());
        return before.getValue() + StrictMath.round(share * (after.getValue() - before.getValue()));
    }

    /** Where a time begins: in front of all that happened at it. */
    long startOf(long micros) {
        Long start = starts.get(micros);
        return start == null ? at(micros) : start;
    }

    /** Whether a time is drawn rather than cut out. */
    boolean shows(long micros) {
        return starts.containsKey(micros);
    }

    /** The moments with their places. */
    Map<Long, Long> moments() {
        return starts;
    }

    List<Cut> cuts() {
        return cuts;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }
}
