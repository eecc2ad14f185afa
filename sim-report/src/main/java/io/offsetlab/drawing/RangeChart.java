package io.offsetlab.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * For each name a line from the median to the largest number, with the 99th percentile on it and a bound beside it, on a
 * logarithmic axis that shows zero.
 *
 * @param title what the picture shows
 * @param xTitle what runs to the right
 * @param rows what is drawn, from the top
 */
public record RangeChart(String title, String xTitle, List<Row> rows) {
    private static final long WIDTH = 6000;
    private static final long TOP = 100;
    private static final long ROW = 260;
    private static final long FOOT = 450;
    private static final long RIGHT = WIDTH - 800;
    private static final long CHARACTER = 66;
    private static final long NARROWEST = 1200;
    private static final long WIDEST = 3300;

    /** A bound that is no number. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    /**
     * The distribution of one name.
     *
     * @param count how many numbers there are; if none, the others mean nothing
     * @param bound what they are held against, or {@link #UNBOUNDED}
     * @param stretched how far the bound reached at most, at least {@code bound}
     */
    public record Row(String name, long count, long median, long p99, long max, long bound, long stretched) {}

    public RangeChart {
        rows = List.copyOf(rows);
    }

    /** Draws it where the document is. */
    public void draw(Markup out) {
        Canvas canvas = new Canvas(out);
        long left = left();
        long bottom = TOP + rows.size() * ROW;
        LogAxis axis = new LogAxis(shown(), left, RIGHT);
        canvas.start(WIDTH, bottom + FOOT, title);
        for (LogAxis.Tick tick : axis.ticks()) {
            canvas.line("grid", tick.place(), TOP, tick.place(), bottom);
            canvas.text("tick", "middle", tick.place(), bottom + 160, tick.label());
        }
        canvas.line("axis", left, bottom, RIGHT, bottom);
        canvas.text("axis-title", "middle", (left + RIGHT) / 2, bottom + 350, xTitle);
        for (int i = 0; i < rows.size(); i++) {
            row(canvas, axis, left, TOP + i * ROW + ROW / 2, rows.get(i));
        }
        canvas.end();
    }

    private long left() {
        long longest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        return Math.max(NARROWEST, Math.min(WIDEST, longest * CHARACTER + 250));
    }

    private List<Double> shown() {
        List<Double> numbers = new ArrayList<>();
        for (Row row : rows) {
            numbers.add((double) row.max());
            numbers.add((double) Math.min(1, row.max()));
            if (row.bound() != UNBOUNDED) {
                numbers.add((double) row.bound());
                numbers.add((double) row.stretched());
            }
        }
        return numbers;
    }

    private static void row(Canvas canvas, LogAxis axis, long left, long y, Row row) {
        canvas.text("label", "end", left - 150, y + 35, row.name());
        if (row.count() == 0) {
            canvas.text("tick", "start", RIGHT + 100, y + 35, "none seen");
            return;
        }
        canvas.line("range", axis.place(row.median()), y, axis.place(row.max()), y);
        canvas.line("percentile", axis.place(row.p99()), y - 60, axis.place(row.p99()), y + 60);
        canvas.circle("mark reference", axis.place(row.max()), y, 40, row.name() + ", largest: " + row.max());
        canvas.circle("mark good", axis.place(row.median()), y, 45, row.name() + ", median: " + row.median());
        if (row.bound() == UNBOUNDED) {
            canvas.text("tick", "start", RIGHT + 100, y + 35, "no bound");
            return;
        }
        canvas.line("bound", axis.place(row.bound()), y - 95, axis.place(row.bound()), y + 95);
        if (row.stretched() > row.bound()) {
            canvas.line("bound stretched", axis.place(row.stretched()), y - 95, axis.place(row.stretched()), y + 95);
        }
    }
}
