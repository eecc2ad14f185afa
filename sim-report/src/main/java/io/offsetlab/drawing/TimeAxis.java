package io.offsetlab.drawing;

import io.offsetlab.narrative.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** Room for the last time. */
    private static final long LAST_EDGE = 760;

    /** A gap that is so many times the usual one is cut. */
    private static final long LONG = 24;

    private static final long SHORTEST_CUT_MICROS = 500;

    private final TreeMap<Long, Long> starts = new TreeMap<>();
    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private final Map<Integer, Long> places = new TreeMap<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final long from;
    private final long stepWidth;
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
    TimeAxis(List<Step> steps, Set<Long> moments, long from) {
        this.from = from;
        TreeMap<Long, List<Step>> byTime = new TreeMap<>();
        moments.forEach(at -> byTime.put(at, new ArrayList<>()));
        steps.forEach(step ->
                byTime.computeIfAbsent(step.at(), at -> new ArrayList<>()).add(step));
        stepWidth = STEP + 50L * Math.max(0, digits(steps) - 2);
        lay(new ArrayList<>(byTime.entrySet()), usualGap(byTime.navigableKeySet()));
    }

    private static int digits(List<Step> steps) {
        return steps.stream()
                .mapToInt(step -> Integer.toString(step.number()).length())
                .max()
                .orElse(1);
    }

    private void lay(List<Map.Entry<Long, List<Step>>> moments, long usual) {
        long x = from + EDGE;
        int number = 0;
        int leftOut = 0;
        int cutBefore = -1;
        for (int i = 0; i < moments.size(); i++) {
            Map.Entry<Long, List<Step>> moment = moments.get(i);
            if (i > 0 && number > 0 && !moments.get(i - 1).getValue().isEmpty()) {
                int next = nextStep(moments, i);
                leftOut = next < 0 ? 0 : Math.max(0, next - number - 1);
                cutBefore = leftOut == 0 ? -1 : longestGap(moments, i);
            }
            if (i > 0) {
                x += gap(x, moment.getKey() - moments.get(i - 1).getKey(), usual, i == cutBefore ? leftOut : 0);
            }
            starts.put(moment.getKey(), x);
            x = place(moment.getValue(), x);
            ends.put(moment.getKey(), x);
            number = Math.max(
                    number,
                    moment.getValue().stream().mapToInt(Step::number).max().orElse(0));
        }
        to = x + LAST_EDGE;
    }

    /** The number of the first step from a moment on, or -1. */
    private static int nextStep(List<Map.Entry<Long, List<Step>>> moments, int from) {
        for (int i = from; i < moments.size(); i++) {
            if (!moments.get(i).getValue().isEmpty()) {
                return moments.get(i).getValue().stream()
                        .mapToInt(Step::number)
                        .min()
                        .orElse(-1);
            }
        }
        return -1;
    }

    /** Before which moment the longest gap lies on the way to the next step: there the steps that are left out belong. */
    private static int longestGap(List<Map.Entry<Long, List<Step>>> moments, int from) {
        int longest = from;
        long most = -1;
        for (int i = from; i < moments.size(); i++) {
            long gap = moments.get(i).getKey() - moments.get(i - 1).getKey();
            if (gap > most) {
                most = gap;
                longest = i;
            }
            if (!moments.get(i).getValue().isEmpty()) {
                break;
            }
        }
        return longest;
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
            last = x + i * stepWidth;
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
        if (isCut(before.getValue(), after.getValue())) {
            return after.getValue();
        }
        double share = (double) (micros - before.getKey()) / (after.getKey() - before.getKey());
        return before.getValue() + StrictMath.round(share * (after.getValue() - before.getValue()));
    }

    private boolean isCut(long left, long right) {
        return cuts.stream().anyMatch(cut -> cut.x() > left && cut.x() < right);
    }

    /**
     * Where the axis is broken into strips one under the other, so that each is at most so wide: at cuts where there are any.
     *
     * @return the borders of the strips, its beginning and end included
     */
    List<Long> borders(long widest) {
        List<Long> borders = new ArrayList<>(List.of(from));
        List<Long> gaps = new ArrayList<>();
        long before = from;
        for (Map.Entry<Long, Long> moment : starts.entrySet()) {
            gaps.add((before + moment.getValue()) / 2);
            before = ends.getOrDefault(moment.getKey(), moment.getValue());
        }
        while (to - borders.get(borders.size() - 1) > widest) {
            long begin = borders.get(borders.size() - 1);
            long best = last(cuts.stream().map(Cut::x).toList(), begin + widest / 2, begin + widest);
            best = best > 0 ? best : last(gaps, begin + widest / 4, begin + widest);
            borders.add(best > 0 ? best : begin + widest);
        }
        borders.add(to);
        return borders;
    }

    private static long last(List<Long> places, long least, long most) {
        return places.stream()
                .filter(place -> place > least && place <= most)
                .mapToLong(place -> place)
                .max()
                .orElse(-1);
    }

    /** Where a time begins: in front of all that happened at it. */
    long startOf(long micros) {
        Long start = starts.get(micros);
        return start == null ? at(micros) : start;
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
