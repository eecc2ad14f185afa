package io.offsetlab.drawing;

import java.util.List;

/**
 * Points with names on two logarithmic axes that both show zero.
 *
 * @param title what the picture shows
 * @param xTitle what runs to the right
 * @param yTitle what runs upwards
 * @param points what is drawn
 */
public record ScatterChart(String title, String xTitle, String yTitle, List<Point> points) {
    private static final long WIDTH = 7200;
    private static final long HEIGHT = 4200;
    private static final long LEFT = 700;
    private static final long RIGHT = WIDTH - 300;
    private static final long TOP = 200;
    private static final long BOTTOM = HEIGHT - 550;
    private static final long RADIUS = 50;

    /** How a point looks; each has a shape of its own, so that color is not needed to tell them apart. */
    public enum Look {
        /** A filled circle. */
        GOOD("good"),
        /** A diamond. */
        BAD("bad"),
        /** An empty circle. */
        REFERENCE("reference");

        private final String style;

        Look(String style) {
            this.style = style;
        }
    }

    /**
     * A point.
     *
     * @param x at least 0
     * @param y at least 0
     */
    public record Point(String name, double x, double y, Look look) {}

    public ScatterChart {
        points = List.copyOf(points);
    }

    /** Draws it where the document is. */
    public void draw(Markup out) {
        Canvas canvas = new Canvas(out);
        LogAxis x = new LogAxis(points.stream().map(Point::x).toList(), LEFT + 200, RIGHT);
        LogAxis y = new LogAxis(points.stream().map(Point::y).toList(), BOTTOM - 150, TOP);
        canvas.start(WIDTH, HEIGHT, title);
        axes(canvas, x, y);
        Labels labels = new Labels(LEFT, RIGHT + 250, TOP, BOTTOM);
        for (Point point : points) {
            labels.keepFree(x.place(point.x()), y.place(point.y()), RADIUS);
        }
        for (Point point : points) {
            label(canvas, labels, x.place(point.x()), y.place(point.y()), point.name());
        }
        for (Point point : points) {
            mark(canvas, x.place(point.x()), y.place(point.y()), point);
        }
        canvas.end();
    }

    private void axes(Canvas canvas, LogAxis x, LogAxis y) {
        for (LogAxis.Tick tick : x.ticks()) {
            canvas.line("grid", tick.place(), TOP, tick.place(), BOTTOM);
            canvas.text("tick", "middle", tick.place(), BOTTOM + 180, tick.label());
        }
        for (LogAxis.Tick tick : y.ticks()) {
            canvas.line("grid", LEFT, tick.place(), RIGHT, tick.place());
            canvas.text("tick", "end", LEFT - 80, tick.place() + 40, tick.label());
        }
        canvas.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        canvas.line("axis", LEFT, TOP, LEFT, BOTTOM);
        canvas.text("axis-title", "middle", (LEFT + RIGHT) / 2, HEIGHT - 120, xTitle);
        canvas.textUpwards("axis-title", 150, (TOP + BOTTOM) / 2, yTitle);
    }

    private static void label(Canvas canvas, Labels labels, long x, long y, String name) {
        Labels.Place place = labels.place(x, y, name);
        if (place.isFar()) {
            canvas.line("leader", x, y, place.tipX(), place.tipY());
        }
        canvas.text("label", place.anchor(), place.x(), place.y(), name);
    }

    private static void mark(Canvas canvas, long x, long y, Point point) {
        if (point.look() == Look.BAD) {
            canvas.diamond("mark " + point.look().style, x, y, RADIUS + 15, point.name());
        } else {
            canvas.circle("mark " + point.look().style, x, y, RADIUS, point.name());
        }
    }
}
