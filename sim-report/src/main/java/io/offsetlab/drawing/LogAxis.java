package io.offsetlab.drawing;

import java.util.ArrayList;
import java.util.List;

/** A logarithmic axis with a place for zero in front of it. Lengths are in tenths of a pixel. */
final class LogAxis {
    private static final int MOST_DECADES = 7;

    private final long from;
    private final long zeroGap;
    private final double perDecade;
    private final int firstDecade;
    private final int lastDecade;

    /**
     * An axis that shows 0 and the decades that these numbers touch.
     *
     * @param numbers numbers to show, at least 0
     * @param from where 0 stands
     * @param to where the last decade ends; less than {@code from} if the axis runs up or left
     */
    LogAxis(List<Double> numbers, long from, long to) {
        int last = Integer.MIN_VALUE;
        int first = Integer.MAX_VALUE;
        for (double number : numbers) {
            if (number > 0) {
                first = Math.min(first, (int) StrictMath.floor(StrictMath.log10(number)));
                last = Math.max(last, (int) StrictMath.ceil(StrictMath.log10(number)));
            }
        }
        lastDecade = last == Integer.MIN_VALUE ? 1 : last;
        int wanted = first == Integer.MAX_VALUE ? 0 : first;
        firstDecade = Math.min(lastDecade - 1, Math.max(wanted, lastDecade - MOST_DECADES));
        this.from = from;
        zeroGap = (to - from) / 10;
        perDecade = (double) (to - from - zeroGap) / (lastDecade - firstDecade);
    }

    /** Where a number stands; what is too small to show stands between zero and the first decade. */
    long place(double number) {
        if (number <= 0) {
            return from;
        }
        double decades = StrictMath.log10(number) - firstDecade;
        if (decades < 0) {
            return from + zeroGap / 2;
        }
        return from + zeroGap + StrictMath.round(decades * perDecade);
    }

    /** Where a whole number stands. */
    long place(long number) {
        return place((double) number);
    }

    /** Zero and the powers of ten. */
    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick("0", from));
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            ticks.add(new Tick(label(decade), place(StrictMath.pow(10, decade))));
        }
        return ticks;
    }

    /** A mark on the axis. */
    record Tick(String label, long place) {}

    private static String label(int decade) {
        if (decade < 0) {
            return "0." + "0".repeat(-decade - 1) + "1";
        }
        String digits = "1" + "0".repeat(decade);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }
}
