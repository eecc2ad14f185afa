package io.offsetlab.narrative;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns that are as wide as their content, two spaces apart; a row may have fewer cells. */
final class Table {
    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /** Columns named in {@code rightAligned} are set to the right. */
    Table(int columns, int... rightAligned) {
        right = new boolean[columns];
        for (int column : rightAligned) {
            right[column] = true;
        }
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(StringBuilder out, String indent) {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int c = 0; c < row.size(); c++) {
                String padding = " ".repeat(widths[c] - row.get(c).length());
                line.append(right[c] ? padding + row.get(c) : row.get(c) + padding)
                        .append(GAP);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
