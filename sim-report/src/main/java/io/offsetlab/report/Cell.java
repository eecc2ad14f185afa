package io.offsetlab.report;

/**
 * What a column says of a policy.
 *
 * @param main what counts
 * @param detail what belongs to it, or empty
 */
public record Cell(String main, String detail) {
    static Cell of(String main) {
        return new Cell(main, "");
    }

    /** Both on one line. */
    public String text() {
        return detail.isEmpty() ? main : main + ", " + detail;
    }
}
