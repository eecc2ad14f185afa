package io.offsetlab.report;

/**
 * What a column says of a policy.
 *
 * @param main what counts
 * @param detail what belongs to it, or empty
 * @param text both on one line
 */
public record Cell(String main, String detail, String text) {
    static Cell of(String main) {
        return new Cell(main, "", main);
    }
}
