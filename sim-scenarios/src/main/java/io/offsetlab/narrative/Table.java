package io.offsetlab.narrative;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns that are as wide as their content, two spaces apart; a cell may span several columns. */
final class Table {
    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<List<Cell>> rows = new ArrayList<>();

    /** Columns named in {@code rightAligned} are set to the right. */
    Table(int columns, int... rightAligned) {
        right = new boolean[columns];
        for (int column : rightAligned) {
            right[column] = true;
        }
    }

    /** Text over so many columns. */
    record Cell(String text, int columns) {
        static Cell of(String text) {
            return new Cell(text, 1);
        }
    }

    void row(List<Cell> cells) {
        rows.add(cells);
    }

    void row(String... texts) {
        List<Cell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(Cell.of(text));
        }
        row(cells);
    }

    void print(StringBuilder out, String indent) {
        int[] widths = widths();
        for (List<Cell> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            int column = 0;
            for (Cell cell : row) {
                pad(line, cell.text(), span(widths, column, cell), right[column] && cell.columns() == 1);
                column += cell.columns();
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private int[] widths() {
        int[] widths = new int[right.length];
        widen(widths, false);
        widen(widths, true);
        return widths;
    }

    private void widen(int[] widths, boolean spanning) {
        for (List<Cell> row : rows) {
            int column = 0;
            for (Cell cell : row) {
                int last = column + cell.columns() - 1;
                if (cell.columns() > 1 == spanning) {
                    widths[last] += Math.max(0, cell.text().length() - span(widths, column, cell));
                }
                column = last + 1;
            }
        }
    }

    private static int span(int[] widths, int from, Cell cell) {
        int width = GAP.length() * (cell.columns() - 1);
        for (int c = from; c < from + cell.columns(); c++) {
            width += widths[c];
        }
        return width;
    }

    private static void pad(StringBuilder line, String text, int width, boolean toTheRight) {
        String padding = " ".repeat(Math.max(0, width - text.length()));
        line.append(toTheRight ? padding + text : text + padding).append(GAP);
    }
}
