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
