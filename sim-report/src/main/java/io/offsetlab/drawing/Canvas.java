package io.offsetlab.drawing;

/**
 * Draws shapes of SVG into a document. Lengths are whole tenths of a pixel, so that no rounding of floating point shows; how things
 * look is left to the page's style sheet, by class.
 */
final class Canvas {
    private final Markup out;

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

    /** Begins a picture whose parts can be followed as links; it is read out part by part. */
    void startLinked(long width, long height, String title) {
        out.start(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "chart spacetime",
                "viewBox",
                "0 0 " + px(width) + " " + px(height),
                "width",
                px(width),
                "height",
                px(height),
                "role",
                "group",
                "aria-label",
                title);
    }

    void end() {
        out.endLine();
    }

    void line(String style, long x1, long y1, long x2, long y2) {
        out.empty("line", "class", style, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2));
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
        out.start(
                "rect", "class", style, "x", px(x), "y", px(y), "width", px(width), "height", px(height));
        out.element("title", tip).end();
    }

    /** A line with a head at its end. */
    void arrow(String style, long x1, long y1, long x2, long y2, double head, String tip) {
        double length = StrictMath.max(1, StrictMath.hypot(x2 - x1, y2 - y1));
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
        out.start("g", "class", style).element("title", tip);
        line("shaft", x1, y1, x2, y2);
        line("cross", x2 - 45, y2 - 45, x2 + 45, y2 + 45);
        line("cross", x2 - 45, y2 + 45, x2 + 45, y2 - 45);
        out.end();
    }

    /** @param anchor start, middle or end */
    void text(String style, String anchor, long x, long y, String text) {
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
