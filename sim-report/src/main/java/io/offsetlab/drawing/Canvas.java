package io.offsetlab.drawing;

/**
 * Draws shapes of SVG into a document. Lengths are whole tenths of a pixel, so that no rounding of floating point shows; how things
 * look is left to the page's style sheet, by class.
 */
final class Canvas {
    private static final long CHARACTER = 62;

    private final Markup out;
    private long from = Long.MIN_VALUE;
    private long to = Long.MAX_VALUE;

    Canvas(Markup out) {
        this.out = out;
    }

    /** Begins a picture; its title is what is read out in place of it. */
    void start(long width, long height, String title) {
        out.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "chart",
                "viewBox",
                "0 0 " + px(width) + " " + px(height),
                "width",
                px(width),
                "height",
                px(height),
                "role",
                "img");
        out.element("title", title);
    }

    /**
     * Begins a picture whose parts can be followed as links; it is read out part by part. Of what is drawn, only what lies between
     * {@code left} and {@code right} is kept.
     *
     * @param margin room to the left of that
     */
    void startStrip(long left, long right, long margin, long height, String title) {
        from = left;
        to = right;
        out.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "chart spacetime",
                "viewBox",
                px(left - margin) + " 0 " + px(right - left + margin) + " " + px(height),
                "width",
                px(right - left + margin),
                "height",
                px(height),
                "role",
                "group",
                "aria-label",
                title);
    }

    /** Whether a place is kept. */
    boolean keeps(long x) {
        return x >= from && x < to;
    }

    private boolean isOutside(long x1, long x2) {
        return Math.max(x1, x2) < from || Math.min(x1, x2) >= to;
    }

    private long within(long x) {
        return Math.max(from, Math.min(to, x));
    }

    void end() {
        out.endLine();
    }

    void line(String style, long x1, long y1, long x2, long y2) {
        if (isOutside(x1, x2)) {
            return;
        }
        boolean level = y1 == y2;
        String left = px(level ? within(x1) : x1);
        String right = px(level ? within(x2) : x2);
        out.empty("line", "class", style, "x1", left, "y1", px(y1), "x2", right, "y2", px(y2));
    }

    void circle(String style, long x, long y, long radius, String tip) {
        out.start("circle", "class", style, "cx", px(x), "cy", px(y), "r", px(radius));
        out.element("title", tip).end();
    }

    /** A square that stands on its corner. */
    void diamond(String style, long x, long y, long radius, String tip) {
        String path = "M" + px(x) + " " + px(y - radius) + "L" + px(x + radius) + " " + px(y) + "L" + px(x) + " "
                + px(y + radius) + "L" + px(x - radius) + " " + px(y) + "Z";
        out.start("path", "class", style, "d", path).element("title", tip).end();
    }

    void rectangle(String style, long x, long y, long width, long height, String tip) {
        if (isOutside(x, x + width)) {
            return;
        }
        long left = within(x);
        String wide = px(within(x + width) - left);
        out.start("rect", "class", style, "x", px(left), "y", px(y), "width", wide, "height", px(height));
        out.element("title", tip).end();
    }

    /** Covers what reaches into the margin. */
    void margin(String style, long x, long width, long height) {
        out.empty("rect", "class", style, "x", px(x), "y", "0", "width", px(width), "height", px(height));
    }

    /** A line with a head at its end. */
    void arrow(String style, long x1, long y1, long x2, long y2, double head, String tip) {
        if (isOutside(x1, x2)) {
            return;
        }
        double length = StrictMath.max(1, StrictMath.hypot((double) x2 - x1, (double) y2 - y1));
        double dx = (x2 - x1) / length * head;
        double dy = (y2 - y1) / length * head;
        out.start("g", "class", style).element("title", tip);
        line("shaft", x1, y1, x2, y2);
        String path = "M" + px(x2) + " " + px(y2) + "L" + px(StrictMath.round(x2 - dx - dy * 0.45)) + " "
                + px(StrictMath.round(y2 - dy + dx * 0.45)) + "L" + px(StrictMath.round(x2 - dx + dy * 0.45)) + " "
                + px(StrictMath.round(y2 - dy - dx * 0.45)) + "Z";
        out.empty("path", "class", "head", "d", path).end();
    }

    /** A broken line with a cross at its end. */
    void lost(String style, long x1, long y1, long x2, long y2, String tip) {
        if (isOutside(x1, x2)) {
            return;
        }
        out.start("g", "class", style).element("title", tip);
        line("shaft", x1, y1, x2, y2);
        line("cross", x2 - 45, y2 - 45, x2 + 45, y2 + 45);
        line("cross", x2 - 45, y2 + 45, x2 + 45, y2 - 45);
        out.end();
    }

    /** @param anchor start, middle or end */
    void text(String style, String anchor, long x, long y, String text) {
        if (keeps(x)) {
            name(style, anchor, x, y, text);
        }
    }

    /** Whether a text that begins here ends before the border. */
    boolean fits(long x, String text) {
        return keeps(x) && (to == Long.MAX_VALUE || x + text.length() * CHARACTER <= to);
    }

    /** A text that is kept wherever it stands. */
    void name(String style, String anchor, long x, long y, String text) {
        out.element("text", text, "class", style, "text-anchor", anchor, "x", px(x), "y", px(y));
    }

    /** A text that runs upwards, centered at this place. */
    void textUpwards(String style, long x, long y, String text) {
        out.element(
                "text",
                text,
                "class",
                style,
                "text-anchor",
                "middle",
                "transform",
                "translate(" + px(x) + " " + px(y) + ") rotate(-90)");
    }

    static String px(long tenths) {
        long whole = Math.abs(tenths) / 10;
        long rest = Math.abs(tenths) % 10;
        return (tenths < 0 ? "-" : "") + whole + (rest == 0 ? "" : "." + rest);
    }
}
